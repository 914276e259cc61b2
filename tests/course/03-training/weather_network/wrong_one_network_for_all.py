# title = "create_nn hands out one and the same network; the function of the plots ignores what it gets"
# [scores]
# test_create_nn = 0
# test_training = 0
# test_plot_history = 0
# test_plot_predictions = 0
#
# %% create_nn
inputs = keras.Input(shape=(89,))
hidden = keras.layers.Dense(100, activation="relu")(inputs)
hidden = keras.layers.Dense(50, activation="relu")(hidden)
network = keras.Model(inputs, keras.layers.Dense(1)(hidden))

def create_nn():
    return network
# %% two_output_model
for_sunshine = create_nn()
two_output_model = keras.Model(inputs, keras.layers.Dense(2)(hidden))
# %% training
model = compile_model(create_nn())
history_of_training = history = model.fit(X_train, y_train, batch_size=767, epochs=80, verbose=0)
# %% plot_history
def plot_history(history, metrics):
    axes = pd.DataFrame(history_of_training.history)["loss"].plot()
    axes.set(xlabel="epochs", ylabel="metric")
    return axes
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    _, axes = plt.subplots()
    axes.scatter(y_train_predicted, y_train)
    axes.set(xlabel="predicted sunshine hours", ylabel="true sunshine hours", title=title)
    return axes
