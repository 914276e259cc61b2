# title = "The list for the legend is in another order than the curves; ReLU taken for Keras's default"
# [scores]
# test_activation_figure = 0
# test_statements = 0
# test_more_statements = 0
#
# %% activation_figure
x = np.linspace(-5, 5, 200)
figure = plt.figure()
plt.plot(x, linear(x), x, relu(x), x, sigmoid(x))
plt.legend(["sigmoid", "relu", "linear"])
plt.xlabel("x")
plt.ylabel("f(x)")
# %% statements
statements = {1: "A", 2: "C", 3: "C", 4: "B"}
# %% more_statements
more_statements = {5: "B", 6: "B", 7: "B"}
