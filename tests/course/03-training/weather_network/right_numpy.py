# title = "NumPy and loops: results by hand, plain matplotlib, figures returned in place of axes"
#
# %% input_dimension
input_dimension = 89.0
# %% create_nn
def create_nn():
    x = inputs = keras.Input((89,))
    for n_neurons in (100, 50):
        x = keras.layers.Dense(n_neurons)(x)
        x = keras.layers.ReLU()(x)
    return keras.Model(inputs, keras.layers.Dense(1, activation=None)(x))
# %% layer_parameters
def layer_parameters(sizes):
    sizes = np.array(sizes)
    return sizes[1:] * sizes[:-1] + sizes[1:]
# %% two_targets
y_both = np.column_stack([y, weather["BASEL_precipitation"].to_numpy()[1:1097]])
# %% two_output_model
x = inputs = keras.Input((89,))
for n_neurons in (100, 50):
    x = keras.layers.Dense(n_neurons, activation="relu")(x)
two_output_model = keras.Model(inputs, keras.layers.Dense(2)(x))
compile_kind = two_output_model.compile("adam", "mse")
# %% descent_answers
descent_answers = pd.Series(["B", "D"], index=[1, 2])
# %% larger_batches
larger_batches = np.array(["B", "D"])
# %% first_weights
first_weights, w = [], 0
for step in range(3):
    w -= 0.1 * 2 * (w - 3)
    first_weights.append(w)
# %% gradient_step
gradient_step = lambda w, learning_rate: 3 + (1 - 2 * learning_rate) * (w - 3)
# %% steps_per_epoch
def steps_per_epoch(n_samples, batch_size):
    n_steps = 0
    while n_samples > 0:
        n_samples -= batch_size
        n_steps += 1
    return n_steps
# %% compile_model
def compile_model(model):
    model.compile(keras.optimizers.Adam(), "mean_squared_error", metrics=[keras.metrics.RootMeanSquaredError])
    return model
# %% plot_history
def plot_history(history, metrics):
    names = [metrics] if isinstance(metrics, str) else metrics
    figure, ax = plt.subplots()
    for name in names:
        values = history.history[name]
        ax.plot(np.arange(1, history.params["epochs"] + 1), values, "o-", label=name)
    ax.legend()
    ax.set_xlabel("number of epochs")
    ax.set_ylabel("value of the metric")
    return figure

plot_history(history, ["loss", "root_mean_squared_error"])
# %% predictions
y_train_predicted = np.concatenate([model.predict(part, verbose=0) for part in (X_train[:400], X_train[400:])])
y_test_predicted = model.predict(np.array(X_test), verbose=0)
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    figure, ax = plt.subplots()
    ax.plot(y_pred, y_true, ".")
    ax.set_title(title)
    ax.set_xlabel("predicted sunshine hours (h)")
    ax.set_ylabel("true sunshine hours (h)")
    return figure

figures = [plot_predictions(y_train_predicted, y_train, "training"), plot_predictions(y_test_predicted, y_test, "test")]
# %% evaluation
names = ["loss", "root_mean_squared_error"]
train_metrics = dict(zip(names, model.evaluate(X_train, y_train, batch_size=767, verbose=0)))
test_metrics = dict(zip(names, model.evaluate(X_test, y_test, batch_size=165, verbose=0)))
# %% rmse_gap
errors = [y_train_predicted[:, 0] - y_train.to_numpy(), y_test_predicted[:, 0] - y_test.to_numpy()]
rmse_gap = np.sqrt(np.mean(errors[1] ** 2)) - np.sqrt(np.mean(errors[0] ** 2))
