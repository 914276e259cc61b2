# title = "Flatten forgotten, or the mean of each map in its place; deep network trains on the test set"
# [scores]
# test_create_first_cnn = 0
# test_flatten = 0
# test_create_pooling_cnn = 0
# test_create_dense_model = 0
# test_dense_training = 0
# test_create_deep_cnn = 0
# test_deep_training = 0
# test_own_cnn = 0
# test_create_weather_cnn = 0
#
# %% create_first_cnn
def create_first_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% flatten
def flatten(blocks):
    return np.array([block.mean(axis=(0, 1)) for block in blocks])
# %% create_pooling_cnn
def create_pooling_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.GlobalMaxPooling2D()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% create_dense_model
def create_dense_model(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Dense(50, activation="relu")(inputs)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = inputs
    for _ in range(3):
        x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
        x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
compile_model(deep_model)
deep_history = deep_model.fit(test_images, test_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
# %% own_cnn
own_cnn = keras.Sequential([keras.Input((64, 64, 3))])
for n in (8, 16, 16, 32):
    own_cnn.add(keras.layers.Conv2D(n, 3, activation="relu"))
    own_cnn.add(keras.layers.MaxPooling2D())
own_cnn.add(keras.layers.Dense(10))
# %% create_weather_cnn
def create_weather_cnn(n_days, n_measurements):
    inputs = keras.Input(shape=(n_days, n_measurements))
    x = keras.layers.Conv1D(16, 3, activation="relu")(inputs)
    x = keras.layers.MaxPooling1D(2)(x)
    return keras.Model(inputs, keras.layers.Dense(1)(x))
