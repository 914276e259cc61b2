# title = "ReLU overwrites its argument, so the curves after it have other inputs"
# [scores]
# test_relu = 0
# test_activation_figure = 0
#
# %% relu
def relu(x):
    x = np.asarray(x)
    x[x < 0] = 0
    return x
