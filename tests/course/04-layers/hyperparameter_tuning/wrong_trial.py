# title = "The last trial is read as the best one, everywhere; a single epoch; the learning rate of the first search"
# [scores]
# test_search = 0
# test_ranking = 0
# test_lesson_settings = 0
# test_best_network = 0
# test_statements = 0
# test_build_variant = 0
# test_effect = 0
# test_best_variant = 0
#
# %% search
tuner = keras_tuner.GridSearch(build_model, objective="val_loss", directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, epochs=1, batch_size=100, validation_data=(val_images, val_labels), callbacks=[progress], verbose=0)
# %% ranking
def ranking(results):
    return sorted(results["trial"], reverse=True)
# %% lesson_settings
lesson_settings = {"best": (2, 0.8), "worst": (1, 0.2)}
# %% statements
true_statements = {"A", "E", "F"}
# %% best_network
best_network = tuner.get_best_models(6)[-1]
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
    model.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
# %% best_variant
best_variant = {"activation": "tanh", "kernel_size": 4}
# %% effect
def effect(results, name):
    means = results.groupby(name)["val_loss"].mean()
    return means.iloc[0] - means.iloc[-1]
