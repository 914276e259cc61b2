# title = "Each day with the sunshine after another one; lines under exchanged names; a late start"
# [scores]
# test_large = 0
# test_curves = 0
# test_stopper = 0
# test_stopped = 0
#
# %% large
mixed = np.random.default_rng(0).permutation(y_train)
large_model = large_network()
compile_network(large_model)
large_history = large_model.fit(
    X_train, mixed, batch_size=32, epochs=60, validation_data=(X_val, y_val), verbose=0
)
# %% curves
curves = pd.DataFrame(
    {
        "validation": large_history.history["loss"],
        "training": large_history.history["val_loss"],
    }
).plot(xlabel="epoch", ylabel="loss")
# %% stopper
early_stopping = keras.callbacks.EarlyStopping(patience=10, start_from_epoch=10)
# %% stopped
stopped_model = large_network()
compile_network(stopped_model)
stopped_history = stopped_model.fit(
    X_train,
    mixed,
    batch_size=32,
    epochs=200,
    validation_data=(X_val, y_val),
    callbacks=[early_stopping],
    verbose=0,
)
