# title = "The Functional API, layers called twice, loops, rates as an array, the loss of the best epoch by evaluate, matplotlib"
#
# %% dropout
def dropout(values, rate, kept):
    out = np.zeros(values.shape)
    for place in np.ndindex(*values.shape):
        if kept[place]:
            out[place] = values[place] / (1 - rate)
    return out
# %% layer_modes
layer = keras.layers.Dropout(rate=0.8, seed=3)
in_training = layer(keras.ops.convert_to_tensor(ones), training=True)
in_prediction = layer(ones).numpy()
# %% dropout_statements
dropout_statements = ["a", "d", "f"]
# %% lesson_model
lesson_model = keras.Sequential([keras.Input((64, 64, 3))])
for _ in range(3):
    lesson_model.add(keras.layers.Conv2D(50, 3, activation="relu"))
    lesson_model.add(keras.layers.MaxPool2D())
lesson_model.add(keras.layers.Dropout(0.8))
lesson_model.add(keras.layers.Flatten())
lesson_model.add(keras.layers.Dense(50))
lesson_model.add(keras.layers.ReLU())
lesson_model.add(keras.layers.Dense(10))
# %% parameter_count
def parameter_count(side, third_pooling):
    from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

    x = inputs = keras.Input((side, side, 3))
    for number in (1, 2, 3):
        x = Conv2D(50, 3)(x)
        if number < 3 or third_pooling:
            x = MaxPooling2D()(x)
    return keras.Model(inputs, Dense(10)(Dense(50)(Flatten()(x)))).count_params()
# %% build_model
def build_model(rate):
    inputs = keras.Input(shape=train_images.shape[1:])
    pool, drop = keras.layers.MaxPooling2D(2), keras.layers.Dropout(rate)
    x = pool(inputs)
    x = keras.layers.Conv2D(16, 3)(x)
    x = keras.layers.Activation("relu")(x)
    x = pool(x)
    if rate > 0:
        x = drop(x)
    x = keras.layers.Conv2D(32, 3, activation=keras.activations.relu)(x)
    if rate > 0:
        x = drop(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(64, "relu")(x)
    model = keras.Model(inputs, keras.layers.Dense(10)(x))
    model.compile(
        keras.optimizers.Adam(0.005),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model
# %% train
def train(rate):
    model = build_model(rate)
    callbacks = [keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)]
    history = model.fit(
        x=train_images,
        y=train_labels,
        batch_size=64,
        epochs=25,
        verbose=0,
        callbacks=callbacks,
        validation_data=(val_images, val_labels),
    )
    return [model, history]

plain_network, plain_history = train(0.0)
# %% sweep
def sweep(rates):
    runs = {}
    for r in np.array(rates):
        runs[r] = train(r)
    return runs

runs = sweep(rates)
# %% results
rows = []
for r, (model, history) in runs.items():
    val_loss = model.evaluate(val_images, val_labels, verbose=0)[0]
    rows.append([r, len(history.history["loss"]), val_loss])
results = pd.DataFrame(rows, columns=["rate", "epochs", "val_loss"])
# %% sweep_figure
sweep_figure, ax = plt.subplots()
ax.plot([0.0], [min(plain_history.history["val_loss"])], "k*")
ax.plot(results["rate"], results["val_loss"], "o-")
ax.set_xlabel("dropout rate")
ax.set_ylabel("validation loss")
# %% best_rate
def best_rate(table):
    best = None
    for _, row in table.iterrows():
        if best is None or row["val_loss"] < best["val_loss"]:
            best = row
    return best["rate"]

chosen_rate = best_rate(results)
# %% curve_rates
curve_rates = {3: 0.3, 2: 0.0, 1: 0.9}
# %% curve_statements
curve_statements = ("B", "C", "E")
# %% unfair_sweeps
unfair_sweeps = ["F", "E", "D", "B"]
# %% mean_of_lowest
def mean_of_lowest(losses):
    total = 0.0
    for row in losses:
        total += min(row)
    return total / len(losses)
# %% test_loss
chosen_network, _ = runs[chosen_rate]
logits = chosen_network.predict(test_images, verbose=0)
test_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(test_labels, logits)
test_accuracy = np.mean(np.argmax(logits, axis=1) == test_labels)
# %% procedure_name
procedure_name = "d"
