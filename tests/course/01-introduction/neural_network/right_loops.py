# title = "Plain Python loops, a Sequential model, separate activation layers"
#
# %% neuron_by_hand
neuron_output = max(0, 0 * -1 + 0.5 * -0.5 + 1 * 0.5 + 1)
# %% neuron_function
def neuron(x, w, b):
    total = b
    for i in range(len(x)):
        total += x[i] * w[i]
    if total < 0:
        return 0
    return total
# %% network_by_hand
network_outputs = (0.0, 1.0, 1.0, 0.0)
# %% network_function
def network(x1, x2):
    h1 = max(x1 + x2, 0)
    h2 = max(x1 + x2 - 1, 0)
    return max(h1 - 2 * h2, 0)
# %% logical_problem
logical_problem = " xor "
# %% xor_model
model = keras.Sequential(
    [
        keras.Input(shape=(2,)),
        keras.layers.Dense(2),
        keras.layers.ReLU(),
        keras.layers.Dense(1),
        keras.layers.Activation("relu"),
    ]
)
model.set_weights([np.ones((2, 2)), np.array([0, -1]), np.array([[1], [-2]]), np.zeros(1)])
