# title = "A random search; the winner is built anew, and its file holds another network"
# [scores]
# test_create_network = 0
# test_grid = 0
# test_search = 0
# test_best_network = 0
# test_saved_network = 0
# test_times_chance = 0
#
# %% create_network
def create_network(n_layers, dropout_rate, size_px=64, n_kernels=50):
    x = inputs = keras.Input((size_px, size_px, 3))
    for _ in range(n_layers):
        x = keras.layers.Conv2D(n_kernels, 3, activation="relu")(x)
        x = keras.layers.MaxPooling2D(2)(x)
        x = keras.layers.Dropout(dropout_rate)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% grid
def grid(choices):
    # The first one changes fastest.
    names = list(choices)[::-1]
    return [dict(zip(names, values)) for values in product(*(choices[name] for name in names))]
# %% search
tuner = keras_tuner.RandomSearch(build_model, objective="val_loss", max_trials=6, seed=3, directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, epochs=6, batch_size=32, validation_data=(val_images, val_labels), callbacks=[progress], verbose=0)
# %% best_network
best_network = build_model(tuner.get_best_hyperparameters()[0])
# %% saved_network
build_model(tuner.get_best_hyperparameters()[0]).save("best_network.keras")
# %% times_chance
def times_chance(accuracy, n_classes):
    return n_classes / accuracy / 4
