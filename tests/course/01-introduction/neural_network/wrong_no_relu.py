# title = "The activation function is forgotten; the network has its output neuron only"
# [scores]
# test_neuron_function = 0
# test_network_function = 0
#
# %% neuron_function
def neuron(x, w, b):
    return np.sum(x * w) + b
# %% network_function
def network(x1, x2):
    return max(0, (x1 + x2) - 2 * (x1 + x2 - 1))
