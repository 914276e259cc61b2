# title = "True hours to the right under the other label, lines without a legend, sets mixed up"
# [scores]
# test_two_output_model = 0
# test_training = 0
# test_plot_history = 0
# test_predictions = 0
# test_plot_predictions = 0
# test_evaluation = 0
# test_rmse_gap = 0
# test_result_statements = 0
#
# %% two_output_model
two_output_model = keras.Sequential([
    keras.Input((89,)),
    keras.layers.Dense(100, "relu"),
    keras.layers.Dense(50, "relu"),
    keras.layers.Dense(2, "softmax"),
])
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=767, epochs=80, verbose=0)
# %% plot_history
def plot_history(history, metrics):
    _, axes = plt.subplots()
    for metric in [metrics] if isinstance(metrics, str) else metrics:
        axes.plot(history.history[metric])
    axes.set(xlabel="epochs", ylabel="metric")
    return axes

plot_history(history, ["loss", "root_mean_squared_error"])
# %% predictions
y_train_predicted = model.predict(X_train, verbose=0)
y_test_predicted = model.predict(pd.concat([X_test, X_test]).iloc[1:166], verbose=0)
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    _, axes = plt.subplots()
    axes.scatter(y_true, y_pred)
    axes.set(xlabel="predicted sunshine hours", ylabel="true sunshine hours", title=title)
    return axes

plot_predictions(y_train_predicted, y_train, "training set")
# %% evaluation
train_metrics = model.evaluate(X_train, y_train, verbose=0, return_dict=True)
test_metrics = model.evaluate(X_val, y_val, verbose=0, return_dict=True)
# %% rmse_gap
rmse_gap = test_metrics["loss"] - train_metrics["root_mean_squared_error"]
# %% result_statements
result_statements = {1, 3, 6, 7}
