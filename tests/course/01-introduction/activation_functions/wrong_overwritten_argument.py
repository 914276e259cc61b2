# title = "ReLU overwrites its argument, which no call can tell, but the figure shows it"
# [scores]
# test_activation_figure = 0
#
# %% relu
def relu(x):
    x = np.asarray(x)
    x[x < 0] = 0
    return x
