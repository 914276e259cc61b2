# title = "Lines under each other's name; a call that fails; the model replaced after its training"
# [scores]
# test_training = 0
# test_plot_history = 0
# test_plot_predictions = 0
#
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0)
model = compile_model(create_nn())
# %% plot_history
def plot_history(history, metrics):
    metrics = [metrics] if isinstance(metrics, str) else metrics
    _, axes = plt.subplots()
    for metric, name in zip(metrics, metrics[::-1]):
        axes.plot(history.history[metric], label=name)
    axes.set(xlabel="epochs", ylabel="metric")
    axes.legend()
    return axes

plot_history(history, "root_mean_squared_error");
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    _, axes = plt.subplots()
    axes.scatter(y_pred.ravel(), y_true)
    axes.set(xlabel="predicted sunshine hours", ylabel="true sunshine hours", title=title)
    return axes

plot_predictions(y_train_predicted, y_train)
plot_predictions(y_test_predicted, y_test)
