# title = "NumPy throughout: arrays as answers, float32, a network as matrix products"
#
# %% neuron_by_hand
neuron_output = np.float32(1.25)
# %% neuron_function
def neuron(x, w, b):
    return np.maximum(np.dot(x, w) + b, 0).astype("float32")
# %% network_by_hand
network_outputs = np.array([[0, 1], [1, 0]]).reshape(-1)
# %% network_function
def network(x1, x2):
    relu = lambda z: np.maximum(z, 0)
    hidden = relu(np.array([x1, x2]) @ np.ones((2, 2)) + np.array([0, -1]))
    return relu(hidden @ np.array([[1], [-2]]))
# %% xor_model
# The hidden neurons stand in the other order.
inputs = keras.Input((2,))
hidden = keras.layers.Dense(2, "relu", name="hidden")(inputs)
outputs = keras.layers.Dense(1, "relu", name="y")(hidden)
model = keras.Model(inputs, outputs)
model.get_layer("hidden").set_weights([np.ones((2, 2)), np.array([-1.0, 0.0])])
model.get_layer("y").set_weights([np.array([[-2.0], [1.0]]), np.array([0.0])])
