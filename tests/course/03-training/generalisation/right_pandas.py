# title = "One function for all trainings; tables throughout; the validation RMSE is watched"
#
# %% bn_counts
def bn_counts(n_inputs):
    return pd.Series({"trainable": 14_101 + (n_inputs - 89) * 100 + 2 * n_inputs, "other": 2 * n_inputs})
# %% bn_function
def batch_norm(batch, moving_mean, moving_variance, training):
    table = pd.DataFrame(batch)
    mean = table.mean() if training else moving_mean
    variance = table.var(ddof=0) if training else moving_variance
    return (table - mean) / (variance + 0.001) ** 0.5
# %% bn_facts
bn_facts = pd.Series(["C", "B", "A", "B", "C"], index=[1, 2, 3, 4, 5])
# %% bn_model
def train(parts, batch_size=32):
    known, watched, _, known_after, watched_after, _ = parts
    network = create_bn_nn(len(known.columns))
    compile_network(network)
    watch = keras.callbacks.EarlyStopping(monitor="val_root_mean_squared_error", mode="min", patience=10)
    history = network.fit(
        known, known_after, batch_size=batch_size, epochs=1000, verbose=0, callbacks=watch,
        validation_data=(watched, watched_after),
    )
    return network, history

bn_model, bn_history = train((X_train, X_val, X_test, y_train, y_val, y_test))
# %% bn_rmse
from sklearn.metrics import root_mean_squared_error

def errors(network, days, after):
    forecast = network.predict(days, verbose=0)
    return root_mean_squared_error(after, forecast), root_mean_squared_error(after, days.BASEL_sunshine)

bn_rmse, bn_baseline = errors(bn_model, X_test, y_test)
bn_skill = skill(bn_rmse, bn_baseline)
# %% basel_days
def basel_days(table, years):
    X = table.loc[: 365 * years, [c for c in table if c.split("_")[0] == "BASEL"]]
    return [X, table.BASEL_sunshine.shift(-1).loc[X.index]]
# %% basel_model
basel_parts = split(*basel_days(weather, 8))
basel_model, _ = train(basel_parts, 64)
basel_rmse, basel_baseline = errors(basel_model, basel_parts[2], basel_parts[5])
# %% all_model
all_X = weather[:3653].drop(columns=["DATE", "MONTH"])
all_y = weather.loc[1:, ["BASEL_sunshine"]]
all_parts = split(all_X, all_y.BASEL_sunshine)
all_model, _ = train(all_parts, 64)
all_rmse, all_baseline = errors(all_model, all_parts[2], all_parts[5])
# %% comparison
fair_statements = np.array([1, 4, 5])
# %% windows
def windows(values, n_days):
    found = []
    for first in range(len(values)):
        if first + n_days <= len(values):
            found.append(values[first:first + n_days].tolist())
    return found
