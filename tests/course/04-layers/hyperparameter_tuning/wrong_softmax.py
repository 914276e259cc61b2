# title = "Softmax where the loss expects logits; sizes of the wrong images; dropout after flattening; epochs forgotten; six trials ranked"
# [scores]
# test_create_network = 0
# test_parameter_counts = 0
# test_fewer_parameters = 0
# test_grid = 0
# test_search = 0
# test_ranking = 0
# test_build_variant = 0
#
# %% create_network
def create_network(n_layers, dropout_rate, size_px=64, n_kernels=50):
    x = inputs = keras.Input((size_px, size_px, 3))
    for _ in range(n_layers):
        x = keras.layers.Conv2D(n_kernels, 3, activation="relu")(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))
# %% parameter_counts
parameter_counts = [create_network(n, 0.5, 24, 8).count_params() for n in (1, 2, 3)]
# %% fewer_parameters
fewer_parameters = "D"
# %% grid
def grid(choices):
    # One combination for each place in the lists.
    return [dict(zip(choices, values)) for values in zip(*choices.values())]
# %% search
tuner = keras_tuner.GridSearch(build_model, objective="val_loss", directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, validation_data=(val_images, val_labels), callbacks=[progress], verbose=0)
# %% ranking
def ranking(results):
    return list(results.nsmallest(6, "val_loss")["trial"])
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
    model.add(keras.layers.Dense(50, activation="relu"))
    model.add(keras.layers.Dense(10))
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
