# title = "Dropout goes on in predictions, and this is thought to be right; the table has the last losses; sweep returns nothing of what it trains"
# [scores]
# test_layer_modes = 0
# test_dropout_statements = 0
# test_lesson_model = 0
# test_build_model = 0
# test_sweep = 0
# test_results = 0
#
# %% layer_modes
dropout_layer = keras.layers.Dropout(0.8)
in_training = dropout_layer(ones, training=True)
in_prediction = dropout_layer(ones, training=True)
# %% dropout_statements
dropout_statements = {"A", "D"}
# %% lesson_model
inputs = keras.Input(shape=(64, 64, 3))
x = inputs
for _ in range(3):
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
x = keras.layers.Dropout(0.8)(x, training=True)
x = keras.layers.Flatten()(x)
x = keras.layers.Dense(50, activation="relu")(x)
lesson_model = keras.Model(inputs=inputs, outputs=keras.layers.Dense(10)(x))
# %% build_model
def build_model(rate):
    inputs = keras.Input(shape=(24, 24, 3))
    x = keras.layers.MaxPooling2D((2, 2))(inputs)
    x = keras.layers.Conv2D(16, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Dropout(rate)(x, training=True)
    x = keras.layers.Conv2D(32, (3, 3), activation="relu")(x)
    x = keras.layers.Dropout(rate)(x, training=True)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(64, activation="relu")(x)
    network = keras.Model(inputs, keras.layers.Dense(10)(x))
    network.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.005),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return network
# %% sweep
def sweep(rates):
    found = {}
    for rate in rates:
        train(rate)
    return found

runs = {rate: train(rate) for rate in rates}
# %% results
results = pd.DataFrame(
    {
        "rate": rates,
        "val_loss": [runs[rate][1].history["val_loss"][-1] for rate in rates],
        "epochs": [len(runs[rate][1].epoch) for rate in rates],
    }
)
