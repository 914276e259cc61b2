# title = "Softmax output everywhere although the loss expects logits; the deep network trains one epoch"
# [scores]
# test_create_first_cnn = 0
# test_create_pooling_cnn = 0
# test_create_dense_model = 0
# test_create_deep_cnn = 0
# test_deep_training = 0
# test_own_cnn = 0
#
# %% create_first_cnn
def create_first_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))
# %% create_pooling_cnn
def create_pooling_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    x = keras.layers.Dense(10)(x)
    return keras.Model(inputs, keras.layers.Softmax()(x))
# %% create_dense_model
def create_dense_model(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Flatten()(inputs)
    x = keras.layers.Dense(50, activation="relu")(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = inputs
    for _ in range(3):
        x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
        x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
compile_model(deep_model)
deep_history = deep_model.fit(train_images, train_labels, validation_data=(test_images, test_labels), verbose=0)
# %% own_cnn
own_cnn = keras.Sequential([keras.Input((64, 64, 3))])
for n in (16, 16, 32, 32):
    own_cnn.add(keras.layers.Conv2D(n, 3, activation="relu"))
    own_cnn.add(keras.layers.MaxPooling2D())
own_cnn.add(keras.layers.Flatten())
own_cnn.add(keras.layers.Dense(10, activation="softmax"))
