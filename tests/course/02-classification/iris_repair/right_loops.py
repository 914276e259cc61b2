# title = "Plain loops, separate activation layers, input_shape, names as aliases, own validation rows"
#
# %% iris_split
data, labels = load_iris(return_X_y=True)
split = train_test_split(data, labels, random_state=123, test_size=60)
X_train, X_test = split[0], split[1]
species_train, species_test = split[2].astype(float), split[3].astype(float)
# %% scaling
def scale(train, test):
    new_train, new_test = train.copy(), test.copy()
    for column in range(train.shape[1]):
        smallest = min(train[:, column])
        largest = max(train[:, column])
        new_train[:, column] = (train[:, column] - smallest) / (largest - smallest)
        new_test[:, column] = (test[:, column] - smallest) / (largest - smallest)
    return new_train.astype("float32"), new_test.astype("float32")


X_train_scaled, X_test_scaled = scale(X_train, X_test)
# %% targets
def targets(table):
    rows = []
    for number in table["number"]:
        row = [0, 0, 0]
        row[number] = 1
        rows.append(row)
    return rows
# %% hidden_part
def hidden_part():
    net = keras.Sequential()
    net.add(keras.layers.Dense(50, input_shape=(4,)))
    net.add(keras.layers.Activation("relu"))
    net.add(keras.layers.Dense(40))
    net.add(keras.layers.Activation("relu"))
    return net
# %% whole_network
def whole_network():
    net = keras.Sequential()
    net.add(keras.Input(shape=(4,)))
    net.add(keras.layers.Dense(50, "relu"))
    net.add(keras.layers.Dense(40, "relu"))
    net.add(keras.layers.Dense(3))
    net.add(keras.layers.Activation("softmax"))
    return net
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(loss="CategoricalCrossentropy", optimizer="Adam", metrics=["acc"])
    return net
# %% flower_counts
fit_flowers, validation_flowers, weight_updates = 72.0, 18.0, 3 * 100
# %% training
y = np.array(targets(answer_table(species_train.astype(int))))
network = compiled_network()
history = network.fit(
    X_train_scaled[:72],
    y[:72],
    validation_data=(X_train_scaled[72:], y[72:]),
    epochs=100,
    verbose=0,
).history
# %% comment_facts
comment_facts = dict(file="c", epoch="b")
comment_facts["import"] = "d"
# %% species_names
def name_species(probabilities):
    names = []
    for row in probabilities:
        best = 0
        for i in range(3):
            if row[i] > row[best]:
                best = i
        names.append(SPECIES[best])
    return names
# %% predicted_species
predicted_species = tuple(name_species(network(X_test_scaled).numpy()))
