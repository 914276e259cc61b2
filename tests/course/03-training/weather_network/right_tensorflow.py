# title = "A dataset of TensorFlow for the training, layers with names, figures and seaborn by hand"
#
# %% create_nn
def create_nn():
    net = keras.Sequential([keras.Input((89,), name="weather")], name="sunshine_net")
    net.add(keras.layers.Dense(100, name="first"))
    net.add(keras.layers.Activation("relu", name="first_relu"))
    net.add(keras.layers.Dense(50, activation=keras.ops.relu, name="second"))
    net.add(keras.layers.Dense(1, name="hours", dtype="float32"))
    return net
# %% compile_model
def compile_model(model):
    measure = keras.metrics.RootMeanSquaredError(name="rmse")
    model.compile(optimizer=keras.optimizers.Adam(), loss=["mean_squared_error"], metrics=[[measure]])
    return model
# %% training
import tensorflow as tf

days = tf.data.Dataset.from_tensor_slices((X_train.astype("float32"), y_train.astype("float32")))
model = compile_model(create_nn())
history = model.fit(days.shuffle(767).batch(32), epochs=80, verbose=0)
# %% plot_history
def plot_history(history, metrics):
    figure = plt.Figure()
    axes = figure.add_subplot()
    for metric in np.atleast_1d(metrics):
        sns.lineplot(x=history.epoch, y=history.history[metric], label=metric, ax=axes)
    axes.set_xlabel("number of epochs")
    axes.set_ylabel("metric")
    return figure

plot_history(history, "rmse");
# %% predictions
y_train_predicted = np.vstack([model.predict_on_batch(X_train[n : n + 100]) for n in range(0, 767, 100)])
y_test_predicted = model.predict_on_batch(X_test)
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    _, axes = plt.subplots()
    sns.regplot(x=np.ravel(y_pred), y=y_true.to_numpy(), ax=axes, fit_reg=False)
    axes.set(xlabel="predicted sunshine hours", ylabel="true sunshine hours", title=title)
    return axes.get_figure()

plot_predictions(y_train_predicted, y_train, "training")
plot_predictions(y_test_predicted, y_test, "test");
# %% evaluation
train_metrics = model.evaluate(days.batch(767), verbose=0, return_dict=True)
test_metrics = model.test_on_batch(X_test, y_test, return_dict=True)
# %% rmse_gap
rmse_gap = test_metrics["rmse"] - train_metrics["rmse"]
