# title = "Keras and TensorFlow for everything: losses as tensors, adapted layers, RMSE watched"
#
# %% rmse
def rmse(predicted, true):
    measure = keras.metrics.RootMeanSquaredError()
    measure.update_state(np.ravel(true), np.ravel(predicted))
    return measure.result()
# %% baseline
baseline_rmse = rmse(X_test.BASEL_sunshine.values, y_test.values)
# %% recent_mean
def recent_mean(sunshine, n):
    values = np.asarray(sunshine, dtype=float)
    padded = np.concatenate([np.full(n - 1, np.nan), values])
    return np.nanmean(np.lib.stride_tricks.sliding_window_view(padded, n), axis=1)
# %% days_back
everything = weather["BASEL_sunshine"]
rmse_by_days = np.array([float(rmse(recent_mean(everything, n)[X_val.index], y_val)) for n in range(1, 8)])
best_days = rmse_by_days.argmin() + 1
# %% ridge_forecast
def ridge_forecast(X_known, y_known, X_new):
    scale = keras.layers.Normalization()
    scale.adapt(X_known.to_numpy())
    regression = linear_model.Ridge(100.0)
    regression.fit(scale(X_known.to_numpy()).numpy(), y_known.to_numpy().reshape(-1, 1))
    return regression.predict(scale(X_new.to_numpy()).numpy())
# %% skill
def skill(model_rmse, baseline_rmse):
    return keras.ops.subtract(1.0, keras.ops.divide(model_rmse, baseline_rmse))
# %% verdict
verdict = {"1": "a", "2": "c", "3": "b", "4": "c"}
# %% large
large_model = create_large = keras.Sequential(
    [
        keras.Input((89,)),
        keras.layers.Dense(100),
        keras.layers.ReLU(),
        keras.layers.Dense(50),
        keras.layers.Activation("relu"),
        keras.layers.Dense(1),
    ]
)
large_model.compile(
    keras.optimizers.Adam(),
    keras.losses.MeanSquaredError(),
    metrics=["root_mean_squared_error"],
    steps_per_execution=8,
)
large_history = large_model.fit(
    X_train.to_numpy(), y_train.to_numpy(), epochs=60, verbose=0, validation_data=[X_val.to_numpy(), y_val.to_numpy()]
)
# %% curves
plt.figure()
plt.semilogy(large_history.history["loss"], label="training")
plt.semilogy(large_history.history["val_loss"], label="validation")
plt.xlabel("epoch")
plt.ylabel("mean squared error in h²")
plt.legend()
curves = plt.gcf()
# %% best_epoch
def best_epoch(val_losses):
    return keras.ops.argmin(np.asarray(val_losses)) + 1
# %% create_nn
def create_nn(nodes1, nodes2):
    return keras.Sequential(
        [
            keras.Input((89,)),
            keras.layers.Dense(nodes1, "relu"),
            keras.layers.Dense(nodes2, activation=keras.activations.relu),
            keras.layers.Dense(1, activation="linear"),
        ],
        name="model_small",
    )
# %% count
def network_parameters(nodes1, nodes2):
    return create_nn(nodes1, nodes2).count_params()
# %% stopper
early_stopping = keras.callbacks.EarlyStopping(
    "val_root_mean_squared_error", patience=10, mode="min", restore_best_weights=True
)
# %% stopping_facts
stopping_facts = pd.Series(["B", "C", "A", "B"], index=[1, 2, 3, 4])
