# title = "The bias is added after ReLU; the network of such neurons follows"
# [scores]
# test_neuron_function = 0
#
# %% neuron_function
def neuron(x, w, b):
    return max(0, np.sum(x * w)) + b
