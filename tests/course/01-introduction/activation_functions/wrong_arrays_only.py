# title = "ReLU for arrays only, linear as a list, sigmoid without return"
# [scores]
# test_sigmoid = 0
# test_relu = 0
# test_linear = 0
# test_activation_figure = 0
#
# %% sigmoid
def sigmoid(x):
    print(1 / (1 + np.exp(-x)))
# %% relu
def relu(x):
    y = x.copy()
    y[y < 0] = 0
    return y
# %% linear
def linear(x):
    return [value for value in x]
