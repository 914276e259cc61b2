# title = "pandas and scikit-learn: metrics, pipelines, series with their own labels, one function for all trainings"
#
# %% rmse
from sklearn.metrics import root_mean_squared_error

def rmse(predicted, true):
    return root_mean_squared_error(true, predicted)
# %% baseline
baseline_rmse = ((X_test["BASEL_sunshine"].shift(0).set_axis(y_test.index) - y_test) ** 2).mean() ** 0.5
# %% recent_mean
def recent_mean(sunshine, n):
    return pd.concat([sunshine.shift(days) for days in range(n)], axis=1).mean(axis=1)
# %% days_back
table = pd.Series({n: rmse(recent_mean(weather.BASEL_sunshine, n)[X_val.index], y_val) for n in range(1, 8)})
rmse_by_days = table
best_days = table.idxmin()
# %% ridge_forecast
from sklearn.pipeline import make_pipeline

def ridge_forecast(X_known, y_known, X_new):
    model = make_pipeline(preprocessing.StandardScaler(), linear_model.Ridge(alpha=100, solver="svd"))
    return pd.Series(model.fit(X_known, y_known).predict(X_new), index=X_new.index)
# %% problem
problem_statements = {"2", "5", "6"}
# %% verdict
verdict = pd.Series({1: "A", 2: "C", 3: "B", 4: "C"})
# %% large
def trained(network, epochs, *callbacks):
    compile_network(network)
    record = network.fit(X_train, y_train, 32, epochs, 0, callbacks=list(callbacks), validation_data=(X_val, y_val))
    return network, record

large_model, large_history = trained(large_network(), 60)
# %% curves
record = pd.DataFrame(large_history.history).drop(columns=["root_mean_squared_error", "val_root_mean_squared_error"])
curves = record.plot(xlabel="epoch", ylabel="loss")
# %% curve_reading
curve_reading = pd.Series(list("ACBAB"), index=range(1, 6))
# %% best_epoch
def best_epoch(val_losses):
    return pd.Series(val_losses).idxmin() + 1
# %% small
small_model, small_history = trained(create_nn(nodes2=5, nodes1=10), 60, progress)
small_history = pd.DataFrame(small_history.history)
# %% gap
def gap(history):
    end = pd.DataFrame(history).tail(5).mean()
    return end["val_root_mean_squared_error"] - end["root_mean_squared_error"]
# %% smaller
smaller_statements = np.array([6, 3, 1])
# %% smallest
def smallest_good(sizes, tolerance):
    good = sizes[sizes["validation, end"].le(sizes["validation, end"].min() * (1 + tolerance))]
    return good.sort_values("parameters").iloc[0]["parameters"]
# %% count
def network_parameters(nodes1, nodes2):
    return int(np.dot([90, nodes1 + 1, nodes2 + 1], [nodes1, nodes2, 1]))
# %% stopped
stopped_model, stopped_history = trained(large_network(), 200, early_stopping)
