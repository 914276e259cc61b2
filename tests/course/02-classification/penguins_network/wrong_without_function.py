# title = "A function that Python can't read; tanh in the networks without it; trained, then compiled again"
# [scores]
# test_create_model = 0
# test_frozen_model = 0
# test_compiled_model = 0
# test_scaled_model = 0
#
# %% create_model
def create_model(n_hidden)
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(n_hidden, activation="tanh")(inputs)
    return keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(hidden))
# %% frozen_model
hidden = keras.layers.Dense(10, activation="tanh", trainable=False)
frozen_model = keras.Sequential([keras.Input((4,)), hidden, keras.layers.Dense(3, "softmax")])
# %% compiled_model
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(10, "tanh"), keras.layers.Dense(3, "softmax")])
model.compile(optimizer="adam", loss="categorical_crossentropy")
# %% scaled_model
scaled_model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(10, "relu"), keras.layers.Dense(3, "softmax")])
for _ in range(2):
    scaled_model.compile(optimizer="adam", loss="categorical_crossentropy")
    scaled_history = scaled_model.fit(standardize(X_train), y_train, epochs=100, verbose=0)
