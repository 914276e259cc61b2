# title = "What hp answers does not reach the network; the default folder; probabilities expected by the loss"
# [scores]
# test_build_model = 0
# test_search = 0
# test_build_variant = 0
# test_effect = 0
#
# %% build_model
def build_model(hp):
    hp.Int("n_layers", min_value=1, max_value=2)
    hp.Float("dropout_rate", min_value=0.2, max_value=0.8, step=0.3)
    model = create_network(2, 0.5, 24, 8)
    model.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
# %% search
tuner = keras_tuner.GridSearch(build_model, objective="val_loss", overwrite=True)
tuner.search(train_images, train_labels, epochs=6, batch_size=32, validation_data=(val_images, val_labels), callbacks=[progress], verbose=0)
# %% build_variant
def build_variant(hp):
    activation = hp.Choice("activation", ["relu", "tanh"])
    kernel_size = hp.Choice("kernel_size", [3, 4])
    model = keras.Sequential([keras.Input((64, 64, 3))])
    for _ in range(3):
        model.add(keras.layers.Conv2D(50, kernel_size, activation=activation))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(50, activation=activation))
    model.add(keras.layers.Dense(10))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
# %% effect
def effect(results, name):
    # The range of all losses, whatever the hyperparameter.
    return results["val_loss"].max() - results["val_loss"].min()
