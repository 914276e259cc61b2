# title = "Keras for everything, results as tensors, weights given as initializers"
#
# %% neuron_function
import keras

def neuron(x, w, b):
    return keras.activations.relu(keras.ops.sum(keras.ops.multiply(x, w)) + b)
# %% network_function
def network(x1, x2):
    x = np.array([x1, x2])
    w = np.array([1.0, 1.0])
    hidden = np.array([float(neuron(x, w, 0.0)), float(neuron(x, w, -1.0))])
    return neuron(hidden, np.array([1.0, -2.0]), 0.0)
# %% logical_problem
logical_problem = "Xor"
# %% xor_model
constant = keras.initializers.Constant
model = keras.Sequential()
model.add(keras.layers.Input((2,)))
model.add(keras.layers.Dense(2, activation=keras.activations.relu, kernel_initializer="ones", bias_initializer=constant([0, -1])))
model.add(keras.layers.Dense(1, activation=keras.layers.ReLU(), kernel_initializer=constant([[1], [-2]])))
