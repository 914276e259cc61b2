# title = "A power of e that ends in an error for large numbers; a straight line in place of ReLU"
# [scores]
# test_sigmoid = 0
# test_relu = 0
# test_activation_figure = 0
#
# %% sigmoid
def sigmoid(x):
    return 1 / (1 + np.e ** (-x))
# %% relu
def relu(x):
    return x
