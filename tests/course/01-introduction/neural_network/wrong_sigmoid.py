# title = "Sigmoid instead of ReLU, in Python and in Keras; the network in Python follows"
# [scores]
# test_neuron_function = 0
# test_xor_model = 0
#
# %% neuron_function
def neuron(x, w, b):
    return 1 / (1 + np.exp(-(np.sum(x * w) + b)))
# %% xor_model
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, "sigmoid"), keras.layers.Dense(1, "sigmoid")])
model.set_weights([np.ones((2, 2)), np.array([0, -1]), np.array([[1], [-2]]), np.zeros(1)])
