# title = "The bias is added after ReLU"
# [scores]
# test_neuron_function = 0
#
# %% neuron_function
def neuron(x, w, b):
    return max(0, np.sum(x * w)) + b
# %% network_function
def network(x1, x2):
    h1, h2 = max(0, x1 + x2), max(0, x1 + x2 - 1)
    return max(0, h1 - 2 * h2)
