# title = "The hyperparameters are asked for above the build functions; dropout goes on in predictions"
# [scores]
# test_create_network = 0
# test_build_model = 0
# test_search = 0
# test_build_variant = 0
#
# %% create_network
def create_network(n_layers, dropout_rate, size_px=64, n_kernels=50):
    x = inputs = keras.Input((size_px, size_px, 3))
    for _ in range(n_layers):
        x = keras.layers.Conv2D(n_kernels, 3, activation="relu")(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = keras.layers.Dropout(dropout_rate)(x, training=True)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% build_model
hp = keras_tuner.HyperParameters()
n_layers = hp.Int("n_layers", min_value=1, max_value=2, step=1)
dropout_rate = hp.Float("dropout_rate", min_value=0.2, max_value=0.8, step=0.3)

def build_model(hp):
    model = create_network(n_layers, dropout_rate, 24, 8)
    model.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
# %% build_variant
kernel_size = hp.Choice("kernel_size", [3, 4])
activation = hp.Choice("activation", ["relu", "tanh"])

def build_variant(hp):
    model = keras.Sequential([keras.Input((64, 64, 3))])
    for _ in range(3):
        model.add(keras.layers.Conv2D(50, kernel_size, activation=activation))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(50, activation=activation))
    model.add(keras.layers.Dense(10))
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
