# title = "Softmax before a loss that expects logits; no early stopping; the dropout of the lesson in the wrong place"
# [scores]
# test_lesson_model = 0
# test_build_model = 0
# test_train = 0
# test_sweep = 0
# test_results = 0
# test_curve_statements = 0
#
# %% lesson_model
lesson_model = keras.Sequential([keras.Input(shape=(64, 64, 3))])
for _ in range(3):
    lesson_model.add(keras.layers.Conv2D(50, (3, 3), activation="relu"))
    lesson_model.add(keras.layers.MaxPooling2D((2, 2)))
    lesson_model.add(keras.layers.Dropout(0.8))
lesson_model.add(keras.layers.Flatten())
lesson_model.add(keras.layers.Dense(50, activation="relu"))
lesson_model.add(keras.layers.Dense(10))
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
            keras.layers.Dropout(rate),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.005),
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
        epochs=3,
        batch_size=64,
        validation_data=(val_images, val_labels),
        verbose=0,
    )
    return network, history

plain_network, plain_history = train(0.0)
# %% sweep
def sweep(rates):
    runs = {}
    for rate in [0.0, 0.15, 0.3, 0.45, 0.6, 0.9]:
        runs[rate] = train(rate)
    return runs

runs = sweep(rates)
# %% results
results = pd.DataFrame(
    {
        "rate": rates,
        "val_loss": [min(runs[rate][1].history["loss"]) for rate in rates],
        "epochs": [len(runs[rate][1].epoch) for rate in rates],
    }
)
# %% curve_statements
curve_statements = {"A", "C", "E"}
