# title = "tanh for the sigmoid, a step for ReLU, the absolute value for linear; curves are swapped"
# [scores]
# test_sigmoid = 0
# test_relu = 0
# test_linear = 0
# test_activation_figure = 0
# test_statements = 0
# test_more_statements = 0
#
# %% sigmoid
def sigmoid(x):
    return np.tanh(x) + 0.5 * (x == 0)
# %% relu
def relu(x):
    return (x > 0) * 4
# %% linear
def linear(x):
    return np.abs(x)
# %% activation_figure
x = np.linspace(-5, 5, 200)
figure, ax = plt.subplots()
ax.plot(x, 1 / (1 + np.exp(-x)), label="ReLU")
ax.plot(x, np.maximum(x, 0), label="sigmoid")
ax.plot(x, x, label="linear")
ax.set(xlabel="x", ylabel="y")
ax.legend()
# %% statements
statements = {1: "A", 2: "A", 3: "B", 4: "A"}
# %% more_statements
more_statements = {5: "C", 6: "B", 7: "C"}
