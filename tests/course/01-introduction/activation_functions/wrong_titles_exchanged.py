# title = "Two of three titles are exchanged; the sigmoid overwrites its argument; linear is rounded"
# [scores]
# test_sigmoid = 0
# test_linear = 0
# test_activation_figure = 0
#
# %% sigmoid
def sigmoid(x):
    x *= -1
    return 1 / (1 + np.exp(x))
# %% linear
def linear(x):
    return np.round(x, 2)
# %% activation_figure
x = np.linspace(-5, 5, 100)
figure, axes = plt.subplots(1, 3)
for ax, y, name in zip(axes, [1 / (1 + np.exp(-x)), np.maximum(x, 0), x], ["ReLU", "sigmoid", "linear"]):
    ax.plot(x, y)
    ax.set(title=name, xlabel="x", ylabel="f(x)")
