# title = "The inputs are overwritten; a sign is lost in the network; a kernel of the wrong shape"
# [scores]
# test_neuron_function = 0
# test_network_function = 0
# test_xor_model = 0
#
# %% neuron_function
def neuron(x, w, b):
    x *= w
    return max(0, x.sum() + b)
# %% network_function
def network(x1, x2):
    h1 = neuron(np.array([x1, x2]), np.array([1.0, 1.0]), 0)
    h2 = neuron(np.array([x1, x2]), np.array([1.0, 1.0]), -1)
    return neuron(np.array([h1, h2]), np.array([1, 2]), 0)
# %% xor_model
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, "relu"), keras.layers.Dense(1, "relu")])
model.set_weights([np.ones((2, 2)), np.array([0, -1]), np.array([1, -2]), np.zeros(1)])
