# title = "Each network begins with the weights of the one before; no weights restored; argmax"
# [scores]
# test_train = 0
# test_sweep = 0
# test_best_rate = 0
# test_mean_of_lowest = 0
#
# %% train
def train(rate, weights=None, epochs=25):
    network = build_model(rate)
    if weights is not None:
        network.set_weights(weights)
    history = network.fit(
        train_images,
        train_labels,
        epochs=epochs,
        batch_size=64,
        validation_data=(val_images, val_labels),
        callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)],
        verbose=0,
    )
    return network, history

plain_network, plain_history = train(0.0)
# %% sweep
def sweep(rates):
    runs, weights = {}, plain_network.get_weights()
    for rate in rates:
        runs[rate] = train(rate, weights, epochs=2)
        weights = runs[rate][0].get_weights()
    return runs

runs = sweep(rates)
# %% best_rate
def best_rate(table):
    return table.loc[table["val_loss"].idxmax(), "rate"]

chosen_rate = best_rate(results)
# %% mean_of_lowest
def mean_of_lowest(losses):
    return losses.min(axis=0).mean()
