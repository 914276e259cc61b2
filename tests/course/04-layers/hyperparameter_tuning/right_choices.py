# title = "hp.Choice throughout, Sequential networks, evaluate, sorted lists"
#
# %% create_network
def create_network(n_layers, dropout_rate, size_px=64, n_kernels=50):
    model = keras.Sequential()
    model.add(keras.Input(shape=(size_px, size_px, 3)))
    for _ in range(n_layers):
        model.add(keras.layers.Conv2D(n_kernels, (3, 3)))
        model.add(keras.layers.ReLU())
        model.add(keras.layers.MaxPooling2D((2, 2)))
    model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(50))
    model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Dense(10))
    return model
# %% parameter_counts
parameter_counts = np.array([2404460, 514510, 137060])
# %% grid
def grid(choices):
    result = [{}]
    for name in choices:
        longer = []
        for combination in result:
            for value in choices[name]:
                longer.append({**combination, name: value})
        result = longer
    return result
# %% build_model
def build_model(hp):
    n_layers = hp.Choice("n_layers", [1, 2])
    dropout_rate = hp.Choice("dropout_rate", [0.2, 0.5, 0.8])
    model = create_network(n_layers, dropout_rate, 24, 8)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=3e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model
# %% search
tuner = keras_tuner.GridSearch(
    hypermodel=build_model,
    objective=keras_tuner.Objective("val_loss", "min"),
    max_trials=10,
    overwrite=True,
    directory="tuning",
    project_name="layers_and_dropout",
)
tuner.search(
    x=train_images,
    y=train_labels,
    validation_data=(val_images, val_labels),
    epochs=6,
    batch_size=32,
    callbacks=[progress],
    verbose=0,
)
# %% ranking
def ranking(results):
    pairs = [(row.val_loss, row.trial) for row in results.itertuples()]
    return [trial for loss, trial in sorted(pairs)]
# %% lesson_settings
lesson_settings = {"worst": [2, 0.5], "best": [2, 0.8]}
# %% statements
true_statements = ["e", "a"]
# %% best_network
best_network = tuner.get_best_models(num_models=2)[0]
# %% test_accuracy
test_accuracy = best_network.evaluate(test_images, test_labels, verbose=0, return_dict=True)["accuracy"]
# %% times_chance
def times_chance(accuracy, n_classes):
    return accuracy * n_classes
# %% build_variant
def create_variant(activation, kernel_size):
    inputs = keras.Input((64, 64, 3))
    x = inputs
    for _ in range(3):
        x = keras.layers.Conv2D(50, (kernel_size, kernel_size), activation=activation)(x)
        x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Dropout(0.2)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation=activation)(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))

def build_variant(hp):
    kernel_size = hp.Int("kernel_size", min_value=3, max_value=4, step=1)
    model = create_variant(hp.Choice("activation", ["tanh", "relu"]), kernel_size)
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
# %% best_variant
best_variant = dict(variant_trials.sort_values("val_loss").iloc[0][["kernel_size", "activation"]])
# %% effect
def effect(results, name):
    means = []
    for value in set(results[name]):
        means.append(np.mean(results["val_loss"][results[name] == value]))
    return max(means) - min(means)
