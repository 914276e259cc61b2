# title = "A form of the sigmoid that is not a number for large inputs; leaky ReLU; the figure is right"
# [scores]
# test_sigmoid = 0
# test_relu = 0
#
# %% sigmoid
def sigmoid(x):
    return np.exp(x) / (1 + np.exp(x))
# %% relu
def relu(x):
    return np.maximum(0.01 * x, x)
