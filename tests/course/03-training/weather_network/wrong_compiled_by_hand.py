# title = "Compiled by hand with a rate of its own; layers shared by all networks; two names for whatever is drawn"
# [scores]
# test_create_nn = 0
# test_gradient_step = 0
# test_compile_model = 0
# test_training = 0
# test_plot_history = 0
# test_evaluation = 0
#
# %% create_nn
hidden_layers = [keras.layers.Dense(100, "relu"), keras.layers.Dense(50, "relu")]
last_layer = keras.layers.Dense(1)

def create_nn():
    return keras.Sequential([keras.Input((89,)), *hidden_layers, last_layer])
# %% two_output_model
two_output_model = keras.Sequential([keras.Input((89,))])
for n_neurons, function in ((100, "relu"), (50, "relu"), (2, None)):
    two_output_model.add(keras.layers.Dense(n_neurons, function))
# %% gradient_step
def gradient_step(w, learning_rate):
    return round(w - learning_rate * 2 * (w - 3), 2)
# %% compile_model
def compile_model(model):
    model = keras.models.clone_model(model)
    model.compile("adam", "mse", metrics=[keras.metrics.RootMeanSquaredError()])
    return model
# %% training
model = create_nn()
model.compile(
    optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=[keras.metrics.RootMeanSquaredError()]
)
history = model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0)
# %% plot_history
def plot_history(history, metrics):
    if isinstance(metrics, str):
        metrics = [metrics]
    _, axes = plt.subplots()
    for metric, label in zip(metrics, ["training", "validation"]):
        axes.plot(history.history[metric], label=label)
    axes.set(xlabel="epochs", ylabel="metric")
    axes.legend()
    return axes

plot_history(history, "root_mean_squared_error");
# %% evaluation
names = ["root_mean_squared_error", "loss"]
train_metrics = dict(zip(names, model.evaluate(X_train, y_train, verbose=0)))
test_metrics = dict(zip(names, model.evaluate(X_test, y_test, verbose=0)))
