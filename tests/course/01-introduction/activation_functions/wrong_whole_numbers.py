# title = "Results go into an array of whole numbers; arrays of one dimension only; the figure is right"
# [scores]
# test_sigmoid = 0
# test_relu = 0
#
# %% sigmoid
def sigmoid(x):
    if np.ndim(x) == 0:
        return 1 / (1 + np.exp(-x))
    result = np.zeros_like(x)
    for i in np.ndindex(result.shape):
        result[i] = 1 / (1 + np.exp(-x[i]))
    return result
# %% relu
def relu(x):
    if np.ndim(x) == 0:
        return max(x, 0)
    return np.array([max(value, 0) for value in x.flatten()])
