# title = "scikit-learn and pandas tools: StandardScaler, crosstab, a display of the matrix"
#
# %% create_model
def create_model(n_hidden):
    inputs = keras.Input(shape=(len(X_train.columns),))
    hidden_layer = keras.layers.Dense(n_hidden)(inputs)
    hidden_layer = keras.activations.relu(hidden_layer)
    output_layer = keras.layers.Dense(3, activation="softmax")(hidden_layer)
    net = keras.Model(inputs=inputs, outputs=output_layer)
    net.compile("sgd", "mse")
    return net
# %% layer_parameters
layer_parameters = (40, 10, 30, 3)
# %% parameter_count
parameter_count = lambda i, h, o: i * h + h + h * o + o
# %% parameters_per_neuron
def parameters_per_neuron(n_inputs, n_outputs):
    before, after = (np.array([n_inputs, 1, n_outputs]) * n for n in (7, 8))
    return (after - before).sum()
# %% frozen_model
frozen_model = create_model(10)
for part in frozen_model.layers[:-1]:
    part.trainable = False
# %% compiled_model
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(10, "relu"), keras.layers.Dense(3, "softmax")])
model.compile(optimizer="Adam", loss=keras.losses.get("categorical_crossentropy"), metrics=["acc"])
# %% training
history = model.fit(x=X_train, y=y_train * 1.0, epochs=100, shuffle=False, verbose=0)
# %% loss_curve
loss_table = pd.DataFrame(history.history)
loss_figure = loss_table.plot(y="loss", xlabel="epoch", ylabel="loss", legend=False)
# %% curve_reading
curve_reading = pd.Series(["B", "A", "C", "C"], index=[1, 2, 3, 4])
# %% prediction
prediction = pd.DataFrame(model.predict(X_test, verbose=0), X_test.index, y_test.columns)
prediction = prediction[["Gentoo", "Chinstrap", "Adelie"]].astype("float64")
# %% predicted_species
predicted_species = prediction.apply(lambda row: row.sort_values().index[-1], axis=1).to_list()
# %% matrix
matrix = pd.crosstab(
    pd.Series(y_test.columns[y_test.to_numpy().argmax(axis=1)], name="True Label"),
    pd.Series(predicted_species, name="Predicted Label"),
).reindex(columns=y_test.columns, fill_value=0)
# %% confusion_table
confusion_table = matrix.copy()
confusion_table.columns.name = "Predicted Label"
# %% heatmap
display_of_matrix = metrics.ConfusionMatrixDisplay(confusion_table.to_numpy(), display_labels=y_test.columns)
heatmap = display_of_matrix.plot(cmap="viridis", colorbar=True).ax_
# %% recall
def recall_per_class(matrix):
    true, predicted = np.indices(matrix.shape)
    weights = np.asarray(matrix).ravel()
    return metrics.recall_score(true.ravel(), predicted.ravel(), sample_weight=weights, average=None)
# %% lesson_accuracy
lesson_accuracy = round(41 / 69, 3)
# %% matrix_statements
matrix_statements = {"2", "3", "5"}
# %% standardize
from sklearn.preprocessing import StandardScaler

scaler = StandardScaler().set_output(transform="pandas").fit(X_train)
standardize = scaler.transform
# %% scaled_model
def fresh():
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(10, "relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(3, "softmax")(hidden))


scaled_model = fresh()
scaled_model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
scaled_history = scaled_model.fit(scaler.transform(X_train), y_train, epochs=100, verbose=0)
# %% restored_model
path = Path.cwd() / "penguins.keras"
scaled_model.save(path, overwrite=True)
restored_model = keras.models.load_model(str(path), compile=False)
