# title = "Functions for single numbers only; the figure is drawn element by element"
# [scores]
# test_sigmoid = 0
# test_relu = 0
#
# %% sigmoid
import math

def sigmoid(x):
    return 1 / (1 + math.exp(-x))
# %% relu
def relu(x):
    return max(0, x)
# %% activation_figure
x = [i / 10 for i in range(-50, 51)]
figure, axes = plt.subplots()
axes.plot(x, [sigmoid(value) for value in x], label="sigmoid")
axes.plot(x, [relu(value) for value in x], label="relu")
axes.plot(x, x, label="linear")
axes.set_xlabel("x")
axes.set_ylabel("f(x)")
axes.legend()
