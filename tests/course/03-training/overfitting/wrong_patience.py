# title = "A patience of 5 costs a point, and the training with it none; ReLU after the output"
# [scores]
# test_large = 0
# test_curves = 0
# test_create_nn = 0
# test_small = 0
# test_stopper = 0
#
# %% large
large_model, large_history = large_network(), {"loss": [4.0], "val_loss": [5.0]}
# %% create_nn
def create_nn(nodes1, nodes2):
    inputs = keras.Input(shape=(89,))
    x = keras.layers.Dense(nodes1, activation="relu")(inputs)
    x = keras.layers.Dense(nodes2, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1, activation="relu")(x))
# %% small
small_model = create_nn(10, 5)
compile_network(small_model)
small_history = small_model.fit(X_val, y_val, batch_size=32, epochs=8, validation_data=(X_val, y_val), verbose=0)
# %% stopper
early_stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)
