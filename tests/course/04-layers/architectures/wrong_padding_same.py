# title = "padding='same' where the border is left out, counts and sides to go with it; too few epochs"
# [scores]
# test_create_first_cnn = 0
# test_first_cnn_parameters = 0
# test_block_sides = 0
# test_create_pooling_cnn = 0
# test_training = 0
# test_dense_training = 0
# test_create_deep_cnn = 0
# test_parameter_change = 0
# test_deep_training = 0
# test_own_cnn = 0
# test_create_weather_cnn = 0
#
# %% create_first_cnn
def create_first_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu", padding="same")(inputs)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu", padding="same")(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% first_cnn_parameters
def first_cnn_parameters(height, width):
    return [50 * 28, 50 * 451, 0, height * width * 50 * 10 + 10]
# %% block_sides
def block_sides(side, n_blocks):
    sides = []
    for _ in range(n_blocks):
        sides.append(side)
        side = -(-side // 2)
        sides.append(side)
    return sides
# %% create_pooling_cnn
def create_pooling_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu", padding="same")(inputs)
    x = keras.layers.MaxPooling2D((2, 2), padding="same")(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu", padding="same")(x)
    x = keras.layers.MaxPooling2D((2, 2), padding="same")(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% training
history = model.fit(train_images, train_labels, epochs=2, validation_data=(test_images, test_labels), verbose=0)
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(train_images, train_labels, batch_size=64, epochs=6, validation_data=(test_images, test_labels), verbose=0)
final_accuracy = {"CNN": 0.4, "dense": dense_history.history["val_accuracy"][-1]}
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = inputs
    for _ in range(3):
        x = keras.layers.Conv2D(50, (3, 3), activation="relu", padding="same")(x)
        x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% parameter_change
parameter_change = [22_550, 50 * (8 * 8 * 50 - 16 * 16 * 50), 22_550 - 480_000]
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
compile_model(deep_model)
deep_history = deep_model.fit(train_images, train_labels, epochs=1, validation_data=(test_images, test_labels), verbose=0)
# %% own_cnn
own_cnn = keras.Sequential([keras.Input((64, 64, 3))])
for n in (16, 16, 16, 16):
    own_cnn.add(keras.layers.Conv2D(n, 3, activation="relu", padding="same"))
own_cnn.add(keras.layers.Flatten())
own_cnn.add(keras.layers.Dense(10))
# %% create_weather_cnn
def create_weather_cnn(n_days, n_measurements):
    inputs = keras.Input(shape=(n_days, n_measurements))
    x = keras.layers.Conv1D(16, 3, activation="relu", padding="same")(inputs)
    x = keras.layers.MaxPooling1D(2)(x)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Flatten()(x)))
