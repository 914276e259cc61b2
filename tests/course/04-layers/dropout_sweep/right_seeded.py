# title = "Each training begins with the same random numbers; tables and names of another kind"
#
# %% dropout
def dropout(values, rate, kept):
    return np.where(kept, values, 0) * (1 / (1 - rate))
# %% layer_modes
in_training, in_prediction = (keras.layers.Dropout(0.8)(ones, training=mode) for mode in (True, False))
# %% parameter_count
def parameter_count(side, third_pooling):
    after = {True: lambda n: n // 2, False: lambda n: n}
    for pooled in (True, True, third_pooling):
        side = after[pooled](side - 2)
    n_flat = 50 * side**2
    return 1400 + 22550 + 22550 + n_flat * 50 + 50 + 510
# %% train
def train(rate, patience=5):
    keras.utils.set_random_seed(11)
    net = build_model(rate)
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, mode="min", restore_best_weights=True)
    net.fit(
        train_images.astype("float32"),
        train_labels.astype("float32"),
        64,
        25,
        verbose=0,
        validation_data=(val_images, val_labels),
        callbacks=stop,
    )
    return net, net.history

plain_network, plain_history = train(0)
# %% sweep
sweep = lambda rates: dict(zip(rates, map(train, rates)))
runs = sweep(rates)
# %% results
results = pd.DataFrame({"rate": list(runs)})
results["epochs"] = [len(history.epoch) for network, history in runs.values()]
results["val_loss"] = [pd.DataFrame(history.history)["val_loss"].min() for _, history in runs.values()]
results = results.astype({"epochs": "float64", "val_loss": "float32"})
# %% sweep_figure
sweep_figure = results.plot(x="rate", y="val_loss", style="o-", xlabel="rate", ylabel="loss", logy=True)
# %% best_rate
def best_rate(table):
    return table.sort_values("val_loss")["rate"].iloc[0]

chosen_rate = float(best_rate(results))
# %% curve_rates
curve_rates = pd.Series([0.9, 0.0, 0.3], index=[1, 2, 3])
# %% mean_of_lowest
def mean_of_lowest(losses):
    return pd.DataFrame(losses).min(axis="columns").mean()
# %% test_loss
scores = runs[chosen_rate][0].evaluate(test_images, test_labels, verbose=0, return_dict=True)
test_loss, test_accuracy = scores["loss"], scores["accuracy"]
