# title = "The test days are watched during the training, and one network is trained on and on"
# [scores]
# test_large = 0
# test_small = 0
# test_stopped = 0
#
# %% large
large_model = large_network()
compile_network(large_model)
large_history = large_model.fit(
    X_train, y_train, batch_size=192, epochs=60, validation_data=(X_test, y_test), verbose=0
)
large_history.params["steps"] = 24
# %% small
small_model = create_nn(10, 5)
compile_network(small_model)
small_history = small_model.fit(
    X_train, y_train, batch_size=192, epochs=60, validation_data=(X_test, y_test), verbose=0
)
small_history.params["steps"] = 24
# %% stopped
stopped_model = large_network()
compile_network(stopped_model)
stopped_history = stopped_model.fit(
    X_train, y_train, batch_size=32, epochs=200, validation_data=(X_test, y_test), callbacks=[early_stopping], verbose=0
)
