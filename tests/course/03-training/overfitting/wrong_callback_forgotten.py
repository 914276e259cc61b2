# title = "The callback is made and not handed over; the curves are those of another training; ReLU is forgotten"
# [scores]
# test_large = 0
# test_curves = 0
# test_curve_reading = 0
# test_small = 0
# test_smallest = 0
# test_smaller = 0
# test_count = 0
# test_stopped = 0
#
# %% large
large_model = keras.Sequential([keras.Input((89,)), *(keras.layers.Dense(neurons) for neurons in (100, 50, 1))])
compile_network(large_model)
large_history = large_model.fit(X_train, y_train, batch_size=32, epochs=60, validation_data=(X_val, y_val), verbose=0)
# %% curves
plt.plot(large_history.history["loss"], label="loss")
plt.plot(large_history.history["val_root_mean_squared_error"], label="val_loss")
plt.xlabel("epoch")
plt.ylabel("error")
plt.legend()
curves = plt.gcf()
# %% curve_reading
curve_reading = {1: "A", 2: "C", 3: "B", 4: "C", 5: "B"}
# %% small
small_model, small_history = large_model, large_history
# %% smaller
smaller_statements = {1, 2, 3, 6}
# %% smallest
def smallest_good(sizes, tolerance):
    limit = sizes["validation, end"].min() + tolerance
    return sizes.loc[sizes["validation, end"] <= limit, "parameters"].min()
# %% count
def network_parameters(nodes1, nodes2):
    return 89 * nodes1 + nodes1 * nodes2 + nodes2 + 3
# %% stopped
stopped_model = large_network()
compile_network(stopped_model)
stopped_history = stopped_model.fit(
    X_train, y_train, batch_size=32, epochs=30, validation_data=(X_val, y_val), verbose=0
)
