# title = "pandas: tables for the targets, plots by the tables' own methods, one line for each answer"
#
# %% input_dimension
input_dimension = X.columns.size
# %% create_nn
def create_nn():
    net = keras.models.Sequential(name="weather_prediction_model")
    net.add(keras.Input(shape=X_train.shape[1:], name="input"))
    net.add(keras.layers.Dense(units=100))
    net.add(keras.layers.Activation("relu"))
    net.add(keras.layers.Dense(units=50))
    net.add(keras.layers.Activation("relu"))
    net.add(keras.layers.Dense(units=1))
    return net
# %% layer_parameters
def layer_parameters(sizes):
    neurons = pd.Series(sizes)
    return ((neurons.shift() + 1) * neurons).dropna().astype(int).tolist()
# %% two_targets
y_both = weather.loc[y.index, ["BASEL_sunshine", "BASEL_precipitation"]]
# %% two_output_model
two_output_model = keras.models.Sequential([keras.Input((89,))])
two_output_model.add(keras.layers.Dense(100, "relu"))
two_output_model.add(keras.layers.Dense(50, "relu"))
two_output_model.add(keras.layers.Dense(y_both.shape[1]))
# %% larger_batches
larger_batches = pd.Series(["B", "D"])
# %% first_weights
first_weights = pd.Series([0.6, 1.08, 1.464], index=[1, 2, 3])
# %% gradient_step
def gradient_step(w, learning_rate):
    return np.float64(w - 2 * learning_rate * w + 6 * learning_rate)
# %% steps_per_epoch
def steps_per_epoch(n_samples, batch_size):
    return (n_samples + batch_size - 1) // batch_size
# %% compile_model
def compile_model(model):
    model.compile(
        loss=keras.losses.mean_squared_error,
        optimizer="Adam",
        metrics=["root_mean_squared_error", "mae"],
        steps_per_execution=24,
    )
    return model
# %% training
compile_model(model := create_nn())
history = model.fit(x=X_train, y=pd.DataFrame(y_train), batch_size=32, epochs=80, verbose=0)
# %% plot_history
def plot_history(history, metrics):
    table = pd.DataFrame(history.history, index=history.epoch)
    return table[metrics].plot(xlabel="epochs", ylabel="metric", legend=True, grid=True)

plot_history(history, "loss")
# %% predictions
y_train_predicted = pd.DataFrame(model.predict(X_train, verbose=0), index=X_train.index)
y_test_predicted = pd.DataFrame(model.predict(X_test, verbose=0), index=X_test.index)
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    table = pd.DataFrame({"predicted": np.squeeze(y_pred), "true": y_true.values})
    axes = sns.scatterplot(table, x="predicted", y="true")
    axes.set(title=title, xlabel="Predicted sunshine hours", ylabel="True sunshine hours")
    return axes

plot_predictions(y_train_predicted, y_train, "training")
# %% rmse_gap
gaps = pd.Series(test_metrics) - pd.Series(train_metrics)
rmse_gap = gaps["root_mean_squared_error"]
