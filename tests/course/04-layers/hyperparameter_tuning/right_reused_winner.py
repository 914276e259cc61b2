# title = "An array of labels, the winner through its settings and weights, numbers as text"
#
# %% create_network
def conv_block(x, n_kernels):
    x = keras.layers.Conv2D(filters=n_kernels, kernel_size=3, padding="valid", activation=keras.activations.relu)(x)
    return keras.layers.MaxPool2D(pool_size=2)(x)

def create_network(n_layers, dropout_rate, size_px=64, n_kernels=50):
    inputs = keras.layers.Input((size_px, size_px, 3))
    x = conv_block(inputs, n_kernels)
    for _ in range(n_layers - 1):
        x = conv_block(x, n_kernels)
    x = keras.layers.Dropout(rate=dropout_rate)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, "relu")(x)
    x = keras.layers.Dense(10, activation="linear")(x)
    return keras.models.Model(inputs=[inputs], outputs=[x], name="street")
# %% build_model
def compile_model(model, learning_rate=0.001):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer = keras.optimizers.Adam(learning_rate=learning_rate)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])

def build_model(hp):
    n_layers = 1 + hp.Int("n_layers", 1, 2) - 1
    model = create_network(n_layers, hp.Float("dropout_rate", min_value=0.2, max_value=0.8, step=0.3), n_kernels=8, size_px=24)
    compile_model(model, 0.003)
    return model
# %% reasons
reasons = {"5": "e", "4": "c", "3": "b", "2": "a", "1": "d"}
# %% ranking
def ranking(results):
    order = np.argsort(results["val_loss"].to_numpy())
    return results["trial"].to_numpy()[order]
# %% lesson_settings
best, worst = ranking(lesson_trials)[0], ranking(lesson_trials)[-1]
by_trial = lesson_trials.set_index("trial")[["n_layers", "dropout_rate"]]
lesson_settings = {"best": by_trial.loc[best], "worst": by_trial.loc[worst]}
# %% best_network
best_network = build_model(tuner.get_best_hyperparameters()[0])
best_network.set_weights(tuner.get_best_models()[0].get_weights())
# %% saved_network
best_network.save(Path.cwd() / "best_network.keras")
# %% test_accuracy
n_right = 0
for decision, label in zip(best_network.predict(test_images, batch_size=100, verbose=0), test_labels):
    if np.argmax(decision) == label:
        n_right += 1
test_accuracy = n_right / 293
# %% build_variant
def build_variant(hp):
    activation = getattr(keras.activations, hp.Choice("activation", ["relu", "tanh"]))
    kernel_size = hp.Choice("kernel_size", [3, 4])
    inputs = keras.Input((64, 64, 3))
    x = inputs
    for _ in range(3):
        x = keras.layers.MaxPooling2D()(keras.layers.Conv2D(50, kernel_size, activation=activation)(x))
    x = keras.layers.Flatten()(keras.layers.Dropout(0.2)(x))
    model = keras.Model(inputs, keras.layers.Dense(10)(keras.layers.Dense(50, activation=activation)(x)))
    compile_model(model)
    return model
# %% best_variant
best_variant = {"kernel_size": "3", "activation": "TANH"}
# %% effect
def effect(results, name):
    means = results.groupby(name).val_loss.mean().sort_values()
    return float(means.iloc[-1] - means.iloc[0])
