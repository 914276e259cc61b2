# title = "math and loops: element by element over arrays of any shape, legend as a list, Pyplot only"
#
# %% sigmoid
import math

def sigmoid(x):
    if isinstance(x, np.ndarray):
        return np.array([sigmoid(float(value)) for value in x.flat]).reshape(x.shape)
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))
# %% relu
def relu_of_one(value):
    if value > 0:
        return value
    else:
        return 0

def relu(x):
    if np.isscalar(x):
        return relu_of_one(x)
    out = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        out[i] = relu_of_one(x[i])
    return out
# %% linear
def linear(x):
    y = x
    return y
# %% activation_figure
x = np.arange(-5, 5, 0.1)
figure = plt.figure()
plt.plot(x, sigmoid(x))
plt.plot(x, relu(x))
plt.plot([-5, 5], [-5, 5])
plt.axhline(0, color="grey", linewidth=0.5)
plt.xlabel("x")
plt.ylabel("y")
plt.legend(["Sigmoid", "ReLU", "Linear"])
plt.show()
# %% statements
statements = {"1": "a", "2": "c", "3": "b", "4": "a"}
# %% more_statements
more_statements = dict([(7, "C"), (6, "B"), (5, "B")])
