# title = "For single numbers only, and the sign is wrong: the figure follows through, element by element"
# [scores]
# test_sigmoid = 0
# test_relu = 0
#
# %% sigmoid
import math

def sigmoid(x):
    return 1 / (1 + math.exp(x))
# %% relu
def relu(x):
    if x < 0:
        return -x
    return x
# %% activation_figure
x = np.linspace(-5, 5, 100)
plt.plot(x, [sigmoid(value) for value in x], label="sigmoid")
plt.plot(x, [relu(value) for value in x], label="relu")
plt.plot(x, x, label="linear")
plt.xlabel("x")
plt.ylabel("f(x)")
plt.legend()
figure = plt.gcf()
