# title = "Datasets of TensorFlow for training and validation, networks that are cloned, figures by hand"
#
# %% rmse
def rmse(predicted, true):
    predicted, true = np.squeeze(np.asarray(predicted)), np.asarray(true)
    return np.linalg.norm(predicted - true) / len(true) ** 0.5
# %% recent_mean
def recent_mean(sunshine, n):
    sums = np.cumsum(sunshine.to_numpy())
    counts = np.minimum(np.arange(1, len(sums) + 1), n)
    sums[n:] = sums[n:] - sums[:-n]
    return pd.Series(sums / counts, sunshine.index)
# %% ridge_forecast
def ridge_forecast(X_known, y_known, X_new):
    to_scale = preprocessing.StandardScaler().set_output(transform="pandas")
    X_scaled = to_scale.fit_transform(X_known)
    return linear_model.Ridge(100).fit(X_scaled, y_known).predict(to_scale.transform(X_new)).reshape(-1, 1)
# %% large
import tensorflow as tf

def as_dataset(days, after):
    return tf.data.Dataset.from_tensor_slices((days.astype("float32"), after.astype("float32")))

learned = as_dataset(X_train, y_train).shuffle(767).batch(32)
watched = as_dataset(X_val, y_val).batch(164)
large_model = keras.models.clone_model(large_network())
compile_network(large_model)
large_history = large_model.fit(learned, epochs=60, validation_data=watched, verbose=0)
# %% curves
curves = plt.Figure()
axes = curves.add_axes([0.1, 0.1, 0.8, 0.8], xlabel="epochs of training", ylabel="loss (h²)")
lines = [axes.plot(large_history.epoch, large_history.history[key])[0] for key in ("loss", "val_loss")]
curves.legend(lines, ["training days", "validation days"])
# %% small
small_model = create_nn(10, 5)
compile_network(small_model)
small_history = small_model.fit(learned, epochs=60, validation_data=watched, verbose=0)
# %% stopped
stopped_model = large_network()
compile_network(stopped_model)
stopped_history = stopped_model.fit(
    learned, epochs=200, validation_data=watched, callbacks=early_stopping, verbose=0
)
