# title = "One network without biases for all rates; early stopping on the training loss; the plot against the row number"
# [scores]
# test_build_model = 0
# test_train = 0
# test_sweep = 0
# test_sweep_figure = 0
# test_unfair_sweeps = 0
#
# %% build_model
def build_model(rate):
    network = keras.Sequential(
        [
            keras.Input(shape=(24, 24, 3)),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Conv2D(16, (3, 3), activation="relu", use_bias=False),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Dropout(rate),
            keras.layers.Conv2D(32, (3, 3), activation="relu", use_bias=False),
            keras.layers.Dropout(rate),
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
def train(rate):
    network = build_model(rate)
    stopper = keras.callbacks.EarlyStopping(
        monitor="loss", patience=5, restore_best_weights=True
    )
    history = network.fit(
        train_images,
        train_labels,
        epochs=25,
        batch_size=64,
        validation_data=(val_images, val_labels),
        callbacks=[stopper],
        verbose=0,
    )
    return network, history

plain_network, plain_history = train(0.0)
# %% sweep
network = build_model(0.15)

def sweep(rates):
    runs = {}
    for rate in rates:
        history = network.fit(
            train_images,
            train_labels,
            epochs=6,
            batch_size=64,
            validation_data=(val_images, val_labels),
            callbacks=[keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)],
            verbose=0,
        )
        runs[rate] = network, history
    return runs

runs = sweep(rates)
# %% sweep_figure
sweep_figure = plt.figure()
plt.plot(results["val_loss"])
plt.xlabel("rate")
plt.ylabel("loss")
# %% unfair_sweeps
unfair_sweeps = {"D", "E", "F"}
