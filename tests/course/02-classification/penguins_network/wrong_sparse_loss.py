# title = "No softmax; sparse loss with one-hot targets, so that fit stops; file of the weights only"
# [scores]
# test_create_model = 0
# test_compiled_model = 0
# test_training = 0
# test_loss_curve = 0
# test_curve_reading = 0
# test_bad_curve = 0
# test_matrix_statements = 0
# test_restored_model = 0
#
# %% create_model
def create_model(n_hidden):
    inputs = keras.Input(shape=(4,))
    hidden = keras.layers.Dense(n_hidden, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(3)(hidden))
# %% compiled_model
model = create_model(10)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
# %% curve_reading
curve_reading = {1: "B", 2: "A", 3: "C", 4: "A"}
# %% bad_curve
bad_curve_causes = {"C", "B", "D"}
# %% matrix_statements
matrix_statements = {1, 2, 5}
# %% scaled_model
scaled_model = create_model(10)
scaled_model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy(from_logits=True))
scaled_history = scaled_model.fit(standardize(X_train), y_train, epochs=100, verbose=0)
# %% restored_model
scaled_model.save_weights("penguins.weights.h5")
restored_model = create_model(10)
restored_model.load_weights("penguins.weights.h5")
