# title = "A bracket is missing in the sigmoid, and so its name; the figure does without it"
# [scores]
# test_sigmoid = 0
# test_activation_figure = 0
#
# %% sigmoid
def sigmoid(x):
    return 1 / (1 + np.exp(-x)
# %% activation_figure
x = np.linspace(-5, 5, 200)
figure, ax = plt.subplots()
ax.plot(x, relu(x), label="relu")
ax.plot(x, linear(x), label="linear")
ax.plot(x, 0 * x, label="sigmoid")
ax.set(xlabel="x", ylabel="f(x)")
ax.legend()
