# title = "Keras and TensorFlow for everything: Sequential, objects in place of names, a gradient tape"
#
# %% input_dimension
input_dimension = np.int64(X_train.shape[-1])
# %% output_layer
output_layer = "e"
# %% create_nn
def create_nn():
    return keras.Sequential([
        keras.layers.Input((weather.shape[1] - 2,)),
        keras.layers.Dense(100, keras.activations.relu, kernel_initializer="he_normal"),
        keras.layers.Dense(50, keras.activations.relu, kernel_initializer="he_normal"),
        keras.layers.Dense(1, activation="linear"),
    ])
# %% layer_parameters
def layer_parameters(sizes):
    net = keras.Sequential([keras.Input((sizes[0],))] + [keras.layers.Dense(n) for n in sizes[1:]])
    return [part.count_params() for part in net.layers]
# %% two_targets
import tensorflow as tf

rain = weather["BASEL_precipitation"].shift(-1)[: len(X)]
y_both = tf.stack([y.to_numpy(), rain.to_numpy()], axis=1)
# %% two_output_model
two_output_model = keras.Sequential(create_nn().layers[:2] + [keras.layers.Dense(2)])
two_output_model.build((None, X.shape[1]))
# %% descent_answers
descent_answers = {"1": "b", "2": "d"}
# %% larger_batches
larger_batches = ["D", "B"]
# %% first_weights
first_weights = (0.60, 1.08, 1.46)
# %% gradient_step
def gradient_step(w, learning_rate):
    weight = tf.Variable(w, dtype="float64")
    with tf.GradientTape() as tape:
        loss = (weight - 3) ** 2
    weight.assign_sub(learning_rate * tape.gradient(loss, weight))
    return weight
# %% steps_per_epoch
def steps_per_epoch(n_samples, batch_size):
    return len(tf.data.Dataset.range(n_samples).batch(batch_size))
# %% compile_model
def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=1e-3),
        loss=keras.losses.MeanSquaredError(),
        metrics=["mae", keras.metrics.RootMeanSquaredError(name="rmse")],
    )
    return model
# %% training
model = create_nn()
compile_model(model)
history = model.fit(
    X_train.to_numpy(), y_train.to_numpy()[:, None], epochs=80, verbose=0, validation_data=(X_val, y_val)
)
# %% plot_history
def plot_history(history, metrics):
    history_df = pd.DataFrame.from_dict(history.history)
    sns.lineplot(data=history_df[metrics])
    plt.xlabel("Epochs")
    plt.ylabel("metric (hours or square hours)")
    return plt.gcf()

plot_history(history, ["rmse", "val_rmse"])
# %% predictions
y_train_predicted = model(X_train.to_numpy(dtype="float32"))
y_test_predicted = model.predict(X_test, batch_size=1000, verbose=0)
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    plt.style.use("ggplot")
    plt.scatter(y_pred, y_true, s=10, alpha=0.5)
    plt.xlabel("predicted sunshine hours")
    plt.ylabel("true sunshine hours")
    plt.title(title)
    return plt.gca()

plot_predictions(y_train_predicted, y_train, "Predictions on the training set")
plt.figure()
plot_predictions(y_test_predicted, y_test, "Predictions on the test set")
# %% evaluation
train_metrics = model.evaluate(X_train, y_train, return_dict=True, verbose=0)
test_metrics = model.evaluate(X_test, y_test, return_dict=True, verbose=0)
# %% rmse_gap
rmse_gap = round(test_metrics["rmse"] - train_metrics["rmse"], 2)
# %% result_statements
result_statements = (8, 6, 3, 1)
# %% comparison_metric
comparison_metric = "b"
