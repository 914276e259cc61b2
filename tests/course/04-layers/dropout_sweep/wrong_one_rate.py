# title = "The same rate for every network; patience 2 and few epochs; position taken for label; validation loss reported"
# [scores]
# test_parameter_count = 0
# test_train = 0
# test_sweep = 0
# test_best_rate = 0
# test_test_loss = 0
#
# %% parameter_count
def parameter_count(side, third_pooling):
    side = ((side - 2) // 2 - 2) // 2 - 2
    return 1400 + 22550 + 22550 + (side // 2) ** 2 * 50 * 50 + 50 + 510
# %% train
def train(rate):
    network = build_model(rate)
    stopper = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    history = network.fit(
        train_images,
        train_labels,
        epochs=6,
        batch_size=64,
        validation_data=(val_images, val_labels),
        callbacks=[stopper],
        verbose=0,
    )
    return network, history

plain_network, plain_history = train(0.0)
# %% sweep
def sweep(rates):
    return {rate: train(0.3) for rate in rates}

runs = sweep(rates)
# %% best_rate
def best_rate(table):
    return table["rate"][table["val_loss"].argmin()]

chosen_rate = best_rate(results)
# %% test_loss
test_loss, test_accuracy = runs[chosen_rate][0].evaluate(val_images, val_labels, verbose=0)
