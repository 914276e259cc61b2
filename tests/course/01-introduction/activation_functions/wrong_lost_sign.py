# title = "The minus sign of the exponent is lost; ReLU keeps the negative numbers. The figure follows through"
# [scores]
# test_sigmoid = 0
# test_relu = 0
#
# %% sigmoid
def sigmoid(x):
    return 1 / (1 + np.exp(x))
# %% relu
def relu(x):
    return np.where(x > 0, x, x / 10) if np.ndim(x) else max(x, x / 10)
