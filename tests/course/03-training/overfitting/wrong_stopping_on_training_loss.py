# title = "Early stopping watches the training loss, which keeps falling; the test day's rows are known"
# [scores]
# test_ridge_rmse = 0
# test_large = 0
# test_curves = 0
# test_small = 0
# test_stopper = 0
# test_stopped = 0
# test_stopping_facts = 0
#
# %% ridge_rmse
ridge_rmse = rmse(ridge_forecast(X_test, y_test, X_test), y_test)
# %% large
large_model = large_network()
large_history = None
# %% small
small_model = create_nn(10, 5)
small_history = None
# %% stopper
early_stopping = keras.callbacks.EarlyStopping(monitor="loss", patience=10)
# %% stopped
stopped_model = large_network()
compile_network(stopped_model)
stopped_history = stopped_model.fit(
    X_train, y_train, batch_size=32, epochs=50, validation_data=(X_val, y_val), callbacks=[early_stopping], verbose=0
)
# %% stopping_facts
stopping_facts = {1: "A", 2: "B", 3: "A", 4: "B"}
