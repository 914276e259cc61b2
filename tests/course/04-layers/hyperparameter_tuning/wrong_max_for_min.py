# title = "The largest loss is taken for the best one; build_model has a softmax of its own"
# [scores]
# test_build_model = 0
# test_search = 0
# test_reasons = 0
# test_ranking = 0
# test_lesson_settings = 0
# test_statements = 0
# test_best_variant = 0
#
# %% build_model
def build_model(hp):
    n_layers = hp.Int("n_layers", 1, 2)
    dropout_rate = hp.Float("dropout_rate", 0.2, 0.8, step=0.3)
    model = keras.Sequential([keras.Input((24, 24, 3))])
    for _ in range(n_layers):
        model.add(keras.layers.Conv2D(8, 3, activation="relu"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(50, activation="relu"))
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
# %% search
tuner = keras_tuner.GridSearch(
    build_model,
    objective=keras_tuner.Objective("val_loss", direction="max"),
    directory="tuning",
    project_name="layers_and_dropout",
    overwrite=True,
)
tuner.search(train_images, train_labels, epochs=6, batch_size=32, validation_data=(val_images, val_labels), callbacks=[progress], verbose=0)
# %% reasons
reasons = {1: "C", 2: "A", 3: "B", 4: "D", 5: "E"}
# %% ranking
def ranking(results):
    return list(results.sort_values("val_loss", ascending=False)["trial"])
# %% lesson_settings
lesson_settings = {"best": (2, 0.5), "worst": (2, 0.8)}
# %% statements
true_statements = {"A", "D"}
# %% best_variant
best_variant = {"activation": "relu", "kernel_size": 4}
