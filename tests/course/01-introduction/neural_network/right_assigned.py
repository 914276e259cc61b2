# title = "zip and sum, texts turned into numbers, a table of logic, weights assigned after build"
#
# %% neuron_by_hand
x, w, b = [0, 0.5, 1], [-1, -0.5, 0.5], 1
z = sum(one * weight for one, weight in zip(x, w)) + b
neuron_output = z if z > 0 else 0
# %% neuron_function
def neuron(x, w, b):
    z = sum(one * weight for one, weight in zip(x.tolist(), w.tolist())) + b
    return (z + abs(z)) / 2
# %% network_by_hand
network_outputs = [float(x1 != x2) for x1 in (0, 1) for x2 in (0, 1)]
# %% network_function
def network(x1, x2):
    table = [(1, 1, 0), (1, 1, -1)]
    hidden = [neuron(np.array([x1, x2]), np.array([w1, w2]), b) for w1, w2, b in table]
    return np.array([neuron(np.array(hidden), np.array([1, -2]), 0)])
# %% xor_model
model = keras.Sequential([keras.layers.Dense(2, activation="relu"), keras.layers.Dense(1, activation="relu")])
model.build((None, 2))
first, second = model.layers
first.kernel.assign([[1, 1], [1, 1]])
first.bias.assign([0, -1])
second.kernel.assign([[1], [-2]])
