# title = "Early stopping goes on with the large network; it waits for a rise; all four curves; a gap without a sign"
# [scores]
# test_curves = 0
# test_gap = 0
# test_stopper = 0
# test_stopped = 0
#
# %% curves
curves = pd.DataFrame(large_history.history).plot(xlabel="epoch", ylabel="error")
# %% gap
def gap(history):
    validation = np.mean(history["val_root_mean_squared_error"][-5:])
    return abs(validation - np.mean(history["root_mean_squared_error"][-5:]))
# %% stopper
early_stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10, mode="max")
# %% stopped
stopped_model = large_model
stopped_history = stopped_model.fit(
    X_train, y_train, batch_size=32, epochs=200, validation_data=(X_val, y_val), verbose=0,
    callbacks=[keras.callbacks.EarlyStopping(patience=10)],
)
