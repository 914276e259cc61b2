# title = "pandas subtracts label by label, so that the baseline has no error; one epoch of training"
# [scores]
# test_rmse = 0
# test_baseline = 0
# test_days_back = 0
# test_large = 0
# test_small = 0
# test_stopped = 0
#
# %% rmse
def rmse(predicted, true):
    return np.sqrt(((predicted - true) ** 2).mean())
# %% baseline
baseline_rmse = rmse(X_test["BASEL_sunshine"], y_test)
# %% large
large_model = large_network()
compile_network(large_model)
large_history = large_model.fit(X_train, y_train, batch_size=32, epochs=1, validation_data=(X_val, y_val), verbose=0)
# %% small
small_model = create_nn(10, 5)
compile_network(small_model)
small_history = small_model.fit(X_train, y_train, epochs=1, validation_data=(X_val, y_val), verbose=0)
# %% stopped
stopped_model = large_network()
compile_network(stopped_model)
stopped_history = stopped_model.fit(X_train, y_train, epochs=1, validation_data=(X_val, y_val), callbacks=[early_stopping])
