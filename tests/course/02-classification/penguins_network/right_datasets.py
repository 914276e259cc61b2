# title = "Batches of tf.data, a seed before each network, a heatmap of matshow, a frozen layer by its name"
#
# %% create_model
def create_model(n_hidden):
    keras.utils.set_random_seed(5)
    inputs = keras.Input(shape=(4,), dtype="float32")
    hidden = keras.layers.Dense(n_hidden, activation="relu", name="hidden")
    output = keras.layers.Dense(3, activation="softmax", name="species")
    return keras.Model(inputs, output(hidden(inputs)))
# %% layer_parameters
layer_parameters = [w.size for w in create_model(10).get_weights()]
# %% parameter_count
def parameter_count(n_inputs, n_hidden, n_outputs):
    sizes = [n_inputs, n_hidden, n_outputs]
    return sum(before * after + after for before, after in zip(sizes, sizes[1:]))
# %% sequential_model
keras.utils.set_random_seed(5)
sequential_model = keras.Sequential(name="penguins")
for layer in create_model(10).layers:
    sequential_model.add(layer)
# %% frozen_model
frozen_model = create_model(10)
frozen_model.get_layer("hidden").trainable = False
# %% compiled_model
model = create_model(10)
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
# %% training
import tensorflow as tf

batches = tf.data.Dataset.from_tensor_slices((X_train.to_numpy(), y_train.to_numpy(dtype="float32")))
history = model.fit(batches.shuffle(273).batch(32), epochs=100, verbose=0)
# %% loss_curve
table = pd.DataFrame(history.history).rename_axis("Epoch").reset_index()
loss_figure = sns.relplot(table, x="Epoch", y="loss", kind="line")
# %% prediction
prediction = pd.concat(
    [pd.Series(shares, name=name) for name, shares in zip(y_test, model(X_test.to_numpy()).numpy().T)], axis=1
)
# %% matrix
true_species = y_test.idxmax(axis=1)
matrix = np.array([[np.sum((true_species.to_numpy() == t) & (predicted_species.to_numpy() == p)) for p in y_test] for t in y_test])
# %% heatmap
heatmap, ax = plt.subplots()
ax.matshow(confusion_table.to_numpy())
for (i, j), number in np.ndenumerate(confusion_table.to_numpy()):
    ax.annotate(f"{number} birds", (j, i))
ax.set_xlabel(f"{confusion_table.columns.name}")
ax.set_ylabel(f"{confusion_table.index.name}")
# %% recall
def recall_per_class(matrix):
    return pd.DataFrame(matrix).apply(lambda row: row[row.name] / row.sum(), axis=1)
# %% standardize
means, spreads = np.mean(X_train.to_numpy(), axis=0), np.std(X_train.to_numpy(), axis=0, ddof=1)

def standardize(X):
    return X.sub(means).div(spreads)
# %% scaled_model
scaled_model = create_model(10)
scaled_model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
scaled_history = scaled_model.fit(standardize(X_train), y_train, epochs=100, verbose=2)
