# title = "Tables and one-hot rows, the functional interface, losses and metrics as objects"
#
# %% iris_split
flowers = load_iris(as_frame=True)
X_train, X_test, species_train, species_test = train_test_split(
    flowers.data, flowers.target, test_size=0.4, random_state=123
)
# %% scaling
def scale(train, test):
    low = np.min(train, axis=0)
    span = np.max(train, axis=0) - low
    return [(train - low) / span, (test - low) / span]


X_train_scaled, X_test_scaled = scale(X_train, X_test)
# %% targets
def targets(table):
    return pd.get_dummies(table["name"])
# %% hidden_part
def hidden_part():
    inputs = keras.Input((4,), name="flower")
    x = keras.layers.Dense(50, activation=keras.activations.relu)(inputs)
    x = keras.layers.Dense(40, activation=keras.layers.ReLU())(x)
    return keras.Model(inputs, x)
# %% whole_network
def whole_network():
    part = hidden_part()
    outputs = keras.layers.Dense(3)(part.output)
    return keras.Model(part.input, keras.layers.Softmax()(outputs))
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy()],
    )
    return net
# %% validation_problem
validation_problem = " b"
# %% flower_counts
validation_flowers = 90 * 0.2
fit_flowers = 90 - validation_flowers
weight_updates = np.ceil(fit_flowers / 32) * 100
# %% training
network = compiled_network()
history = network.fit(
    x=X_train_scaled,
    y=pd.get_dummies(species_train),
    epochs=100,
    verbose=0,
    validation_split=0.2,
)
# %% comment_verdicts
comment_verdicts = dict.fromkeys("abcdefgh", False)
for key in "aceg":
    comment_verdicts[key] = True
# %% species_names
def name_species(probabilities):
    return np.array(SPECIES)[np.asarray(probabilities).argmax(axis=-1)]
# %% predicted_species
predicted_species = pd.Series(name_species(network.predict(X_test_scaled, verbose=0)))
# %% saved_network
keras.saving.save_model(network, "flowers.keras")
loaded_network = keras.saving.load_model("flowers.keras")
