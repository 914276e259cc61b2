# title = "A network in a network, a copy with its own weights, lists, select, a dictionary of names"
#
# %% iris_split
X, y = map(list, load_iris(return_X_y=True))
X_train, X_test, species_train, species_test = map(
    np.array, train_test_split(X, y, train_size=90, random_state=123)
)
# %% scaling
def scale(train, test):
    everything = np.concatenate([train, test]) - train.min(axis=0)
    everything /= np.ptp(train, axis=0)
    return np.split(everything, [len(train)])


X_train_scaled, X_test_scaled = scale(X_train, X_test)
# %% targets
def targets(table):
    return table["name"].map({"setosa": 0, "versicolor": 1, "virginica": 2}).astype("int64").tolist()
# %% hidden_part
small = keras.Sequential([keras.Input((4,)), keras.layers.Dense(50, "relu"), keras.layers.Dense(40, "relu")])


def hidden_part():
    return keras.models.clone_model(small)
# %% whole_network
def whole_network():
    return keras.Sequential([hidden_part(), keras.layers.Dense(3, activation="softmax")])
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(
        optimizer=keras.optimizers.get("adam"),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="share")],
    )
    return net
# %% training
network = compiled_network()
numbers = np.array(targets(answer_table(species_train)))
history = network.fit(X_train_scaled, numbers, None, 100, 0, validation_split=0.2)
# %% species_names
def name_species(probabilities):
    table = pd.DataFrame(probabilities, columns=SPECIES)
    return table.idxmax(axis="columns").to_numpy()
