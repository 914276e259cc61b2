# title = "Six points make ReLU's bend a ramp; letters in lower case are fine, a missing statement is not"
# [scores]
# test_activation_figure = 0
# test_statements = 0
#
# %% activation_figure
x = np.linspace(-5, 5, 6)
figure, ax = plt.subplots()
ax.plot(x, sigmoid(x), label="sigmoid")
ax.plot(x, relu(x), label="relu")
ax.plot(x, linear(x), label="linear")
ax.set(xlabel="x", ylabel="y")
ax.legend()
# %% statements
statements = {1: "A", 2: "C", 3: "B"}
# %% more_statements
more_statements = {5: "b", 6: "b", 7: "c"}
