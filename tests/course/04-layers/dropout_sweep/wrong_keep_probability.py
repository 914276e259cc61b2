# title = "The rate is taken for the share that stays; curves the wrong way round; 25 epochs in each row; no limit to the training; shorter trainings in the sweep"
# [scores]
# test_dropout = 0
# test_layer_modes = 0
# test_lesson_model = 0
# test_build_model = 0
# test_train = 0
# test_sweep = 0
# test_results = 0
# test_sweep_figure = 0
# test_curve_rates = 0
#
# %% dropout
def dropout(values, rate, kept):
    return values * kept / rate if rate else values * kept
# %% layer_modes
dropout_layer = keras.layers.Dropout(1 - 0.8)
in_training = dropout_layer(ones, training=True)
in_prediction = dropout_layer(ones, training=False)
# %% lesson_model
lesson_model = keras.Sequential([keras.Input(shape=(64, 64, 3))])
for _ in range(3):
    lesson_model.add(keras.layers.Conv2D(50, (3, 3), activation="relu"))
    lesson_model.add(keras.layers.MaxPooling2D((2, 2)))
lesson_model.add(keras.layers.Dropout(0.2))
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
            keras.layers.Dropout(1 - rate),
            keras.layers.Conv2D(32, (3, 3), activation="relu"),
            keras.layers.Dropout(1 - rate),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10),
        ]
    )
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.005),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return network
# %% train
def train(rate, epochs=100):
    network = build_model(rate)
    history = network.fit(
        train_images,
        train_labels,
        epochs=epochs,
        batch_size=64,
        validation_data=(val_images, val_labels),
        callbacks=[keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)],
        verbose=0,
    )
    return network, history

plain_network, plain_history = train(0.0)
# %% sweep
def sweep(rates):
    return {rate: train(rate, epochs=4) for rate in rates}

runs = sweep(rates)
# %% results
results = pd.DataFrame(
    {
        "rate": rates,
        "val_loss": [min(runs[rate][1].history["val_loss"]) for rate in rates],
        "epochs": 25,
    }
)
# %% sweep_figure
sweep_figure = sns.lineplot(data=results, x="rate", y="val_loss")
sweep_figure.set(xlabel="validation loss", ylabel="rate of dropout")
# %% curve_rates
curve_rates = {1: 0, 2: 0.9, 3: 0.3}
