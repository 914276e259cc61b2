# title = "Layers from a list, a function within a function, scores rounded, seaborn on the grid"
#
# %% dropout
def dropout(values, rate, kept):
    result = np.array(values, dtype=float)
    result[~kept] = 0
    result /= 1 - rate
    return result
# %% layer_modes
in_training = np.array(keras.layers.Dropout(0.8)(ones.astype("float32"), training=True))
in_prediction = keras.layers.Dropout(0.8)(ones)
# %% lesson_model
x = inputs = keras.layers.Input(shape=(64, 64, 3))
for step in [keras.layers.Conv2D(50, 3, activation="relu"), keras.layers.MaxPooling2D()] + [
    keras.layers.Conv2D(filters=50, kernel_size=(3, 3), activation="relu"),
    keras.layers.MaxPooling2D(pool_size=2),
    keras.layers.Conv2D(50, 3, activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Dropout(0.8, name="dropout_before_flatten"),
    keras.layers.Flatten(),
    keras.layers.Dense(50, activation="relu"),
    keras.layers.Dense(10, activation="linear", name="logits"),
]:
    x = step(x)
lesson_model = keras.models.Model(inputs, x, name="dropout_model")
# %% parameter_count
def parameter_count(side, third_pooling):
    side = ((side - 2) // 2 - 2) // 2 - 2
    flat = 50 * (side // 2 if third_pooling else side) ** 2
    shapes = [(27, 50), (450, 50), (450, 50), (flat, 50), (50, 10)]
    return np.int64(sum((n + 1) * k for n, k in shapes))
# %% build_model
def build_model(rate):
    def trunk():
        yield keras.Input((24, 24, 3))
        yield keras.layers.MaxPooling2D()
        yield keras.layers.Conv2D(16, 3, activation="relu")
        yield keras.layers.MaxPooling2D()
        yield keras.layers.Dropout(rate)
        yield keras.layers.Conv2D(32, 3, activation="relu")
        yield keras.layers.Dropout(rate)
        yield keras.layers.Flatten()
        yield keras.layers.Dense(64, activation="relu")
        yield keras.layers.Dense(10)

    m = keras.Sequential(list(trunk()), name="small")
    m.compile(
        optimizer=keras.optimizers.Adam(learning_rate=5e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["acc"],
    )
    return m
# %% sweep
def sweep(rates):
    found = {}
    for one in sorted(rates, reverse=True):
        network, history = train(one)
        found[float(one)] = (network, history)
    return found

runs = sweep(rates)
# %% results
results = pd.DataFrame(
    [
        {"rate": rate, "val_loss": round(np.min(run[1].history["val_loss"]), 3), "epochs": len(run[1].history["loss"])}
        for rate, run in sorted(runs.items())
    ]
)
# %% sweep_figure
sweep_figure = sns.relplot(data=results, x="rate", y="val_loss", kind="line", marker="s").figure
# %% best_rate
def best_rate(table):
    losses = table["val_loss"].to_numpy()
    return table["rate"].to_numpy()[losses.argmin()]

chosen_rate = best_rate(results)
# %% mean_of_lowest
def mean_of_lowest(losses):
    return np.sort(losses)[:, 0].sum() / len(losses)
# %% test_loss
test_loss, test_accuracy = runs[chosen_rate][0].evaluate(test_images, test_labels, batch_size=293, verbose=0)
test_loss, test_accuracy = round(test_loss, 3), round(test_accuracy, 3)
