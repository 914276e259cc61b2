# title = "ReLU output and mean squared error, recall and precision mixed up, biases forgotten"
# [scores]
# test_create_model = 0
# test_layer_parameters = 0
# test_parameter_count = 0
# test_parameters_per_neuron = 0
# test_compiled_model = 0
# test_predicted_species = 0
# test_confusion_table = 0
# test_heatmap = 0
# test_recall = 0
# test_lesson_accuracy = 0
#
# %% create_model
def create_model(n_hidden):
    inputs = keras.Input(shape=(4,))
    hidden = keras.layers.Dense(n_hidden, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(3, activation="relu")(hidden))
# %% layer_parameters
layer_parameters = [50, 10, 33, 3]
# %% parameter_count
def parameter_count(n_inputs, n_hidden, n_outputs):
    return n_inputs * n_hidden + n_hidden * n_outputs + 1 + 1
# %% parameters_per_neuron
def parameters_per_neuron(n_inputs, n_outputs):
    return n_inputs + 2
# %% compiled_model
model = create_model(10)
model.compile(optimizer="adam", loss="mse")
# %% predicted_species
predicted_species = prediction.to_numpy().argmax(axis=1)
# %% matrix
matrix = metrics.confusion_matrix(y_test.to_numpy().argmax(axis=1), predicted_species)
# %% confusion_table
confusion_table = pd.DataFrame(matrix.T, index=list(y_test), columns=list(y_test))
confusion_table.index.name = "True Label"
confusion_table.columns.name = "Predicted Label"
# %% heatmap
heatmap = sns.heatmap(confusion_table)
# %% recall
def recall_per_class(matrix):
    return np.diag(matrix) / np.maximum(matrix.sum(axis=0), 1)
# %% lesson_accuracy
lesson_accuracy = (22 + 9 + 19) / 69
# %% scaled_model
scaled_model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(10, "relu"), keras.layers.Dense(3, "softmax")])
scaled_model.compile(optimizer="adam", loss="categorical_crossentropy")
scaled_history = scaled_model.fit(standardize(X_train), y_train, epochs=100, verbose=0)
