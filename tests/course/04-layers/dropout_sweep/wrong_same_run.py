# title = "One training stored six times, the rates written by hand; no labels; largest loss; what was read is wrong; early stopping waits for larger gains"
# [scores]
# test_dropout_statements = 0
# test_parameter_count = 0
# test_train = 0
# test_sweep = 0
# test_sweep_figure = 0
# test_best_rate = 0
# test_curve_rates = 0
# test_curve_statements = 0
# test_unfair_sweeps = 0
# test_procedure_name = 0
#
# %% dropout_statements
dropout_statements = {"A", "C", "D", "F"}
# %% parameter_count
def parameter_count(side, third_pooling):
    # the kernels without depth
    side = ((side - 2) // 2 - 2) // 2 - 2
    side = side // 2 if third_pooling else side
    return 3 * (9 * 50 + 50) + (side * side * 50 + 1) * 50 + 510
# %% train
def train(rate):
    network = build_model(rate)
    history = network.fit(
        train_images,
        train_labels,
        epochs=25,
        batch_size=64,
        validation_data=(val_images, val_labels),
        callbacks=[
            keras.callbacks.EarlyStopping(min_delta=0.02, patience=5, restore_best_weights=True)
        ],
        verbose=0,
    )
    return network, history

plain_network, plain_history = train(0.0)
# %% sweep
def sweep(rates):
    runs = {}
    for rate in rates:
        runs[rate] = plain_network, plain_history
    return runs

runs = sweep(rates)
# %% sweep_figure
sweep_figure, axes = plt.subplots()
axes.plot(results["rate"], results["val_loss"])
# %% best_rate
def best_rate(table):
    return table["val_loss"].min()

chosen_rate = 0.3
# %% curve_rates
curve_rates = {1: 0.9, 2: 0.3, 3: 0}
# %% curve_statements
curve_statements = {"B", "C", "F"}
# %% unfair_sweeps
unfair_sweeps = {"A", "B", "D", "E", "F"}
# %% procedure_name
procedure_name = "A"
