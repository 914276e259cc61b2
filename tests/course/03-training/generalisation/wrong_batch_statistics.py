# title = "Predictions are scaled by their own batch; the sunshine of today; windows with mixed-up axes"
# [scores]
# test_bn_function = 0
# test_bn_facts = 0
# test_bn_model = 0
# test_bn_rmse = 0
# test_basel_days = 0
# test_basel_model = 0
# test_basel_rmse = 0
# test_all_days = 0
# test_all_model = 0
# test_log = 0
# test_windows = 0
#
# %% bn_function
def batch_norm(batch, moving_mean, moving_variance, training):
    return (batch - batch.mean(axis=0)) / np.sqrt(batch.var(axis=0) + 0.001)
# %% bn_facts
bn_facts = {1: "C", 2: "B", 3: "B", 4: "A", 5: "C"}
# %% bn_model
bn_model = create_bn_nn(89)
compile_network(bn_model)
bn_history = {"loss": [20.0], "val_loss": [20.0]}
# %% bn_rmse
bn_rmse = rmse(X_test["BASEL_sunshine"], y_test)
bn_skill = 1.0
# %% basel_days
def basel_days(table, years):
    X = table.filter(like="BASEL_").iloc[: 365 * years + 1]
    return X, X["BASEL_sunshine"]
# %% basel_model
basel_model = create_bn_nn(9)
basel_rmse = basel_baseline = 3.9
# %% all_model
all_X = weather.iloc[1:].drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"].iloc[:-1]
all_model, all_rmse, all_baseline = bn_model, 3.3, 3.9
# %% log
def new_log(run):
    return keras.callbacks.TensorBoard(log_dir="logs/fit/run", histogram_freq=1)
# %% windows
def windows(values, n_days):
    return np.lib.stride_tricks.sliding_window_view(values, n_days, axis=0)
