# title = "Sequential networks, Keras for the arithmetic, best weights restored, other batch sizes"
#
# %% create_bn
def create_bn_nn(n_inputs):
    network = keras.Sequential(name="model_batchnorm")
    network.add(keras.Input((n_inputs,)))
    network.add(keras.layers.BatchNormalization())
    for neurons in (100, 50):
        network.add(keras.layers.Dense(neurons))
        network.add(keras.layers.ReLU())
    network.add(keras.layers.Dense(1))
    return network
# %% bn_counts
def bn_counts(n_inputs):
    network = create_bn_nn(n_inputs)
    counted = [sum(int(np.prod(w.shape)) for w in weights) for weights in (network.trainable_weights, network.non_trainable_weights)]
    return np.array(counted)
# %% bn_function
def batch_norm(batch, moving_mean, moving_variance, training):
    layer = keras.layers.BatchNormalization()
    layer.build(batch.shape)
    layer.set_weights([np.ones_like(moving_mean), np.zeros_like(moving_mean), moving_mean, moving_variance])
    return layer(batch, training=training)
# %% bn_facts
bn_facts = {"1": "c", "2": "b", "3": "a", "4": "b", "5": "c"}
# %% bn_model
stopper = keras.callbacks.EarlyStopping("val_loss", patience=10, restore_best_weights=True)
bn_model = create_bn_nn(89)
compile_network(bn_model)
bn_history = bn_model.fit(
    X_train.to_numpy(),
    y_train.to_numpy(),
    epochs=1000,
    validation_data=(X_val.to_numpy(), y_val.to_numpy()),
    callbacks=[stopper],
    verbose=0,
)
# %% bn_rmse
scores = bn_model.evaluate(X_test.to_numpy(), y_test.to_numpy(), verbose=0, return_dict=True)
bn_rmse = scores["root_mean_squared_error"]
bn_skill = round(1 - bn_rmse / rmse(X_test["BASEL_sunshine"], y_test), 2)
# %% basel_model
b_train, b_val, b_test, by_train, by_val, by_test = split(*basel_days(weather, 8))
basel_model = create_bn_nn(9)
basel_model.compile(optimizer="Adam", loss="mse", metrics=["mae"], steps_per_execution=16)
basel_model.fit(
    b_train, by_train, batch_size=64, epochs=1000, validation_data=(b_val, by_val), verbose=0,
    callbacks=[keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)],
)
basel_rmse = np.sqrt(basel_model.evaluate(b_test, by_test, verbose=0)[0])
basel_baseline = np.sqrt(np.mean((b_test["BASEL_sunshine"].to_numpy() - by_test.to_numpy()) ** 2))
# %% comparison
fair_statements = ["1", "4", "5"]
# %% log
def new_log(run):
    return keras.callbacks.TensorBoard(Path("logs") / "fit" / run, histogram_freq=1, write_graph=False)
# %% saved
keras.saving.save_model(bn_model, Path.cwd() / "sunshine.keras")
# %% windows
def windows(values, n_days):
    return keras.utils.timeseries_dataset_from_array(
        values, None, n_days, batch_size=len(values)
    ).get_single_element()
