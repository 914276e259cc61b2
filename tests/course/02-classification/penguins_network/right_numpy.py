# title = "NumPy and loops: counts and labels by hand, arrays in place of tables, a figure of imshow"
#
# %% create_model
def create_model(n_hidden):
    inp = keras.layers.Input((4,))
    x = keras.layers.Dense(units=n_hidden)(inp)
    x = keras.layers.Activation("relu")(x)
    x = keras.layers.Dense(3)(x)
    x = keras.layers.Softmax()(x)
    return keras.Model(inp, x)
# %% layer_parameters
layer_parameters = np.array([40.0, 10.0, 30.0, 3.0])
# %% parameter_count
def parameter_count(n_inputs, n_hidden, n_outputs):
    count = 0
    for _ in range(n_hidden):
        count += n_inputs + 1
    for _ in range(n_outputs):
        count += n_hidden + 1
    return count
# %% parameters_per_neuron
def parameters_per_neuron(n_inputs, n_outputs):
    return parameter_count(n_inputs, 2, n_outputs) - parameter_count(n_inputs, 1, n_outputs)
# %% sequential_model
sequential_model = keras.Sequential()
sequential_model.add(keras.Input((4,)))
sequential_model.add(keras.layers.Dense(10))
sequential_model.add(keras.layers.ReLU())
sequential_model.add(keras.layers.Dense(3))
sequential_model.add(keras.layers.Activation("softmax"))
# %% frozen_model
frozen_model = create_model(10)
for part in frozen_model.layers:
    if isinstance(part, keras.layers.Dense):
        part.trainable = False
        break
# %% compiled_model
model = create_model(10)
model.compile(keras.optimizers.Adam(), keras.losses.categorical_crossentropy, metrics=["accuracy"])
# %% training
history = model.fit(
    X_train.to_numpy(), y_train.to_numpy().astype("float32"), batch_size=32, epochs=100, verbose=0
)
# %% loss_curve
loss_figure, ax = plt.subplots()
ax.semilogy(np.arange(1, 101), history.history["loss"], "o-", label="training")
ax.set_xlabel("Epoch")
ax.set_ylabel("Categorical cross-entropy")
# %% curve_reading
curve_reading = {"1": "b", "2": "a", "3": "c", "4": "c"}
# %% bad_curve
bad_curve_causes = ["E", "C", "B"]
# %% prediction
y_pred = model(X_test.to_numpy()).numpy()
prediction = pd.DataFrame({name: y_pred[:, i] for i, name in enumerate(y_test.columns)}, index=X_test.index)
# %% predicted_species
names = ["Adelie", "Chinstrap", "Gentoo"]
predicted_species = []
for i in range(len(prediction)):
    best = 0
    for j in range(3):
        if prediction.iloc[i, j] > prediction.iloc[i, best]:
            best = j
    predicted_species.append(names[best])
# %% matrix
matrix = np.zeros((3, 3))
for i in range(len(y_test)):
    matrix[np.argmax(y_test.values[i]), names.index(predicted_species[i])] += 1
# %% confusion_table
confusion_table = pd.DataFrame(
    matrix,
    index=pd.Index(names, name="True Label"),
    columns=pd.Index(names, name="Predicted Label"),
)
# %% heatmap
heatmap, ax = plt.subplots()
ax.imshow(confusion_table)
for i in range(3):
    for j in range(3):
        ax.text(j, i, int(matrix[i, j]), ha="center")
ax.set(xlabel="predicted label", ylabel="true label", xticks=range(3), yticks=range(3))
# %% recall
def recall_per_class(matrix):
    result = []
    for i in range(len(matrix)):
        result.append(matrix[i][i] / sum(matrix[i]))
    return result
# %% lesson_accuracy
lesson_accuracy = 0.594
# %% matrix_statements
matrix_statements = [5, 2, 3]
# %% standardize
def standardize(X):
    X = np.asarray(X, dtype="float32")
    result = np.empty_like(X)
    for j in range(4):
        column = X_train.to_numpy()[:, j]
        result[:, j] = (X[:, j] - column.mean()) / column.std()
    return result
# %% scaled_model
scaled_model = create_model(10)
scaled_model.compile(optimizer=keras.optimizers.Adam(0.001), loss="categorical_crossentropy")
scaled_history = scaled_model.fit(standardize(X_train), y_train.to_numpy(), epochs=100, verbose=0)
