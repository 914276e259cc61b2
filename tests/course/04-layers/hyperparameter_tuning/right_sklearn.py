# title = "ParameterGrid, pivot tables, tuner's oracle, predictions by hand"
#
# %% parameter_counts
def count(n):
    side, channels, total = 64, 3, 0
    for _ in range(n):
        total += 50 * (9 * channels + 1)
        side, channels = (side - 2) // 2, 50
    return total + 50 * (side * side * 50 + 1) + 510

parameter_counts = count(1), count(2), count(3)
# %% fewer_parameters
fewer_parameters = " c"
# %% grid
import itertools

def grid(choices):
    names = list(choices)
    result = []
    for values in itertools.product(*[choices[name] for name in names]):
        result.append({name: values[place] for place, name in enumerate(names)})
    return tuple(result)
# %% build_model
def build_model(hp):
    dropout_rate = hp.Float("dropout_rate", 0.2, 0.8, step=0.3)
    network = create_network(hp.Int("n_layers", 1, 2, step=1), dropout_rate, 24, 8)
    network.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(learning_rate=0.003),
        metrics=["sparse_categorical_accuracy"],
    )
    return network
# %% search
tuner = keras_tuner.GridSearch(build_model, "val_loss", directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, epochs=6, batch_size=32, validation_data=(val_images, val_labels), callbacks=[progress], verbose=0)
# %% ranking
def ranking(results):
    return results.set_index("trial")["val_loss"].sort_values().index
# %% best_network
best_trial = tuner.oracle.get_best_trials()[0]
best_network = tuner.load_model(best_trial)
# %% saved_network
keras.saving.save_model(best_network, "best_network.keras")
# %% test_accuracy
from sklearn.metrics import accuracy_score

logits = best_network(test_images).numpy()
test_accuracy = accuracy_score(test_labels, [row.argmax() for row in logits])
# %% build_variant
def build_variant(hp):
    function = hp.Choice("activation", values=["relu", "tanh"])
    size = hp.Choice("kernel_size", values=[4, 3])
    layers = [keras.Input((64, 64, 3))]
    for _ in range(3):
        layers += [keras.layers.Conv2D(50, size), keras.layers.Activation(function), keras.layers.MaxPooling2D()]
    layers += [keras.layers.Dropout(0.2), keras.layers.Flatten(), keras.layers.Dense(50), keras.layers.Activation(function), keras.layers.Dense(10)]
    model = keras.Sequential(layers)
    model.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["acc"])
    return model
# %% effect
def effect(results, name):
    means = results.pivot_table(index=name, values="val_loss", aggfunc="mean").to_numpy()
    return np.ptp(means)
