# title = "The sweep has a training of its own, without early stopping; the chosen network learns on before its test"
# [scores]
# test_sweep = 0
# test_test_loss = 0
#
# %% sweep
def sweep(rates):
    runs = {}
    for rate in rates:
        network = build_model(rate)
        history = network.fit(
            train_images,
            train_labels,
            epochs=25,
            batch_size=64,
            validation_data=(val_images, val_labels),
            verbose=0,
        )
        runs[rate] = network, history
    return runs

runs = sweep(rates)
# %% test_loss
chosen_network = runs[chosen_rate][0]
# More images make it better.
chosen_network.fit(val_images, val_labels, epochs=2, verbose=0)
test_loss, test_accuracy = chosen_network.evaluate(test_images, test_labels, verbose=0)
