# title = "Drawn for positive inputs only"
# [scores]
# test_activation_figure = 0
#
# %% activation_figure
x = np.linspace(0, 5, 200)
figure, ax = plt.subplots()
ax.plot(x, sigmoid(x), label="sigmoid")
ax.plot(x, relu(x), label="relu")
ax.plot(x, linear(x), label="linear")
ax.set(xlabel="x", ylabel="f(x)")
ax.legend()
