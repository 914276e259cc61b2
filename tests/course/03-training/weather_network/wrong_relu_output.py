# title = "ReLU in the last layer; steps rounded down; RMSE left out; gap of unlike things; few epochs; the loss in each plot"
# [scores]
# test_output_layer = 0
# test_create_nn = 0
# test_steps_per_epoch = 0
# test_compile_model = 0
# test_training = 0
# test_plot_history = 0
# test_rmse_gap = 0
#
# %% output_layer
output_layer = "D"
# %% create_nn
def create_nn():
    inputs = keras.Input(shape=(X_train.shape[1],))
    hidden = keras.layers.Dense(100, activation="relu")(inputs)
    hidden = keras.layers.Dense(50, activation="relu")(hidden)
    return keras.Model(inputs, keras.layers.Dense(1, activation="relu")(hidden))
# %% steps_per_epoch
def steps_per_epoch(n_samples, batch_size):
    return n_samples // batch_size
# %% compile_model
def compile_model(model):
    model.compile(optimizer="adam", loss="mse")
    return model
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=32, epochs=10, verbose=0)
# %% plot_history
def plot_history(history, metrics):
    recorded = pd.DataFrame(history.history)
    axes = recorded["loss"].plot(label="loss", legend=True)
    recorded[metrics].plot(ax=axes, legend=True)
    axes.set(xlabel="epochs", ylabel="metric")
    return axes
plot_history(history, "loss")
# %% rmse_gap
rmse_gap = test_metrics["loss"] - train_metrics["loss"] ** 0.5
