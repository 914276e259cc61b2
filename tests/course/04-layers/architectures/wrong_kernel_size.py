# title = "Kernels of 5 x 5 and 2 x 2, pooling by 3, biases forgotten; a network of one's own too large"
# [scores]
# test_create_first_cnn = 0
# test_first_cnn_parameters = 0
# test_largest_layer = 0
# test_block_sides = 0
# test_create_pooling_cnn = 0
# test_compiled_model = 0
# test_training = 0
# test_create_dense_model = 0
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
    x = keras.layers.Conv2D(50, (5, 5), activation="relu")(inputs)
    x = keras.layers.Conv2D(50, (5, 5), activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(keras.layers.Flatten()(x)))
# %% first_cnn_parameters
def first_cnn_parameters(height, width):
    return [50 * 3 * 3 * 3, 50 * 3 * 3 * 50, 0, (height - 4) * (width - 4) * 50 * 10]
# %% largest_layer
largest_layer = "C"
largest_share = 180_000 / 1_823_960
# %% block_sides
def block_sides(side, n_blocks):
    sides = []
    for _ in range(n_blocks):
        side = side - 2
        sides.append(side)
        side = round(side / 2)
        sides.append(side)
    return sides
# %% create_pooling_cnn
def create_pooling_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (2, 2), activation="relu")(inputs)
    x = keras.layers.MaxPooling2D((3, 3))(x)
    x = keras.layers.Conv2D(50, (2, 2), activation="relu")(x)
    x = keras.layers.MaxPooling2D((3, 3))(x)
    x = keras.layers.Dense(50, activation="relu")(keras.layers.Flatten()(x))
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% compiled_model
def compile_model(model):
    model.compile(optimizer="sgd", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])

model = create_pooling_cnn((24, 24, 3))
compile_model(model)
# %% training
history = model.fit(train_images, train_labels, epochs=6, batch_size=10_000, validation_split=0.2, verbose=0)
# %% create_dense_model
def create_dense_model(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Flatten()(inputs)
    x = keras.layers.Dense(50)(x)
    x = keras.layers.Dense(50)(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(train_images, train_labels, epochs=6, verbose=0)
final_accuracy = {"CNN": history.history["val_accuracy"][-1], "dense": dense_history.history["accuracy"][-1]}
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Dense(50, activation="relu")(keras.layers.Flatten()(x))
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% parameter_change
parameter_change = [22_500, 400_000, 422_500]
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
compile_model(deep_model)
deep_history = deep_model.fit(train_images[:100], train_labels[:100], epochs=6, validation_data=(test_images, test_labels), verbose=0)
# %% own_cnn
own_cnn = create_deep_cnn((64, 64, 3))
# %% create_weather_cnn
def create_weather_cnn(n_days, n_measurements):
    inputs = keras.Input(shape=(n_measurements, n_days))
    x = keras.layers.Conv1D(16, 3, activation="relu")(inputs)
    x = keras.layers.MaxPooling1D(2)(x)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Flatten()(x)))
