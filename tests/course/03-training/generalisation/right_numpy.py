# title = "NumPy arrays in place of tables, loops in place of slices, activation layers"
#
# %% create_bn
def create_bn_nn(n_inputs):
    x = inputs = keras.layers.Input([n_inputs])
    x = keras.layers.BatchNormalization(axis=1, name="scale")(x)
    x = keras.layers.Activation("relu")(keras.layers.Dense(100)(x))
    x = keras.layers.Dense(50, keras.ops.relu)(x)
    return keras.Model(inputs, keras.layers.Dense(1, "linear")(x))
# %% bn_counts
def bn_counts(n_inputs):
    trainable = 0
    for weights, biases in ((n_inputs, n_inputs), (n_inputs * 100, 100), (5000, 50), (50, 1)):
        trainable += weights + biases
    return [trainable, n_inputs + n_inputs]
# %% bn_function
def batch_norm(batch, moving_mean, moving_variance, training):
    result = np.empty(batch.shape)
    for column in range(batch.shape[1]):
        x = batch[:, column]
        m = sum(x) / len(x) if training else moving_mean[column]
        v = sum((x - m) ** 2) / len(x) if training else moving_variance[column]
        for row in range(len(x)):
            result[row, column] = (x[row] - m) / (v + 1e-3) ** 0.5
    return result
# %% bn_rmse
forecast = bn_model(X_test.to_numpy()).numpy()[:, 0]
errors = forecast - y_test.to_numpy()
bn_rmse = np.sqrt((errors @ errors) / len(errors))
bn_skill = 1 - bn_rmse / np.sqrt(np.mean((X_test["BASEL_sunshine"].to_numpy() - y_test.to_numpy()) ** 2))
# %% basel_days
def basel_days(table, years):
    last = 365 * years
    return table.filter(like="BASEL_").filter(regex="^B").loc[:last], table["BASEL_sunshine"].loc[1 : last + 1].to_numpy()
# %% all_model
all_X = weather.drop(columns=["MONTH", "DATE"]).drop(index=3653).to_numpy()
all_y = np.array([weather.BASEL_sunshine[day + 1] for day in range(3653)]).reshape(-1, 1)
known, watched, unseen, known_y, watched_y, unseen_y = split(all_X, all_y)
all_model = create_bn_nn(89)
compile_network(all_model)
all_model.fit(known, known_y, 64, 1000, 0, [stopper], validation_data=(watched, watched_y))
all_rmse = rmse(all_model.predict(unseen, verbose=0), unseen_y)
all_baseline = rmse(unseen[:, list(X_train).index("BASEL_sunshine")], unseen_y)
# %% log
def new_log(run):
    import os
    return keras.callbacks.TensorBoard(log_dir=os.path.join(os.getcwd(), "logs", "fit", run), histogram_freq=1)
# %% advice
advice = pd.Series(list("CEFBDA"), index=range(1, 7))
# %% windows
def windows(values, n_days):
    return np.lib.stride_tricks.sliding_window_view(values, n_days, axis=0).transpose(0, 2, 1)
