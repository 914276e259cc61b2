# title = "Dropout after the last layer, another learning rate; validation images out of the training images"
# [scores]
# test_dropout = 0
# test_lesson_model = 0
# test_build_model = 0
# test_compilation = 0
# test_train = 0
# test_sweep = 0
# test_results = 0
# test_sweep_figure = 0
# test_best_rate = 0
# test_test_loss = 0
#
# %% dropout
def dropout(values, rate, kept):
    return values * kept
# %% lesson_model
lesson_model = keras.Sequential([keras.Input(shape=(64, 64, 3))])
for _ in range(3):
    lesson_model.add(keras.layers.Conv2D(50, (3, 3), activation="relu"))
    lesson_model.add(keras.layers.MaxPooling2D((2, 2)))
lesson_model.add(keras.layers.Flatten())
lesson_model.add(keras.layers.Dense(50, activation="relu"))
lesson_model.add(keras.layers.Dense(10))
lesson_model.add(keras.layers.Dropout(0.8))
# %% build_model
def build_model(rate):
    network = keras.Sequential(
        [
            keras.Input(shape=(24, 24, 3)),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Conv2D(16, (3, 3), activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Dropout(rate),
            keras.layers.Conv2D(32, (3, 3), activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10),
            keras.layers.Dropout(rate),
        ]
    )
    network.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return network
# %% train
def train(rate):
    network = build_model(rate)
    history = network.fit(
        train_images,
        train_labels,
        epochs=8,
        batch_size=64,
        validation_split=0.25,
        callbacks=[keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)],
        verbose=0,
    )
    return network, history

plain_network, plain_history = train(0.0)
# %% sweep
def sweep(rates):
    runs = {}
    for rate in rates:
        runs = {rate: plain_history}
    return runs

runs = sweep(rates)
