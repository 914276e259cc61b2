# title = "Keras and TensorFlow for everything: tensors, a normalization layer, class numbers inside"
#
# %% create_model
from keras import layers

def create_model(n_hidden):
    x = inputs = keras.Input(shape=X_train.shape[1:], name="measurements")
    x = layers.Dense(n_hidden, activation=keras.activations.relu, kernel_initializer="he_normal")(x)
    x = layers.Dense(len(y_train.columns), activation=keras.layers.Softmax())(x)
    return keras.models.Model(inputs=[inputs], outputs=x, name="penguins")
# %% layer_parameters
layer_parameters = [w.shape.num_elements() for w in create_model(10).weights]
# %% parameter_count
def parameter_count(n_inputs, n_hidden, n_outputs):
    i = keras.Input((n_inputs,))
    return keras.Model(i, layers.Dense(n_outputs)(layers.Dense(n_hidden)(i))).count_params()
# %% parameters_per_neuron
def parameters_per_neuron(n_inputs, n_outputs):
    return np.int64(n_outputs) + np.int64(n_inputs) + 1
# %% sequential_model
sequential_model = keras.models.Sequential([
    layers.Input(shape=[4]),
    layers.Dense(10, "relu"),
    layers.Dense(3, "softmax"),
])
# %% frozen_model
frozen_model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(10, activation="relu", trainable=False),
    layers.Dense(3, activation="softmax"),
])
# %% compiled_model
model = create_model(10)
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.001),
    loss="CategoricalCrossentropy",
    metrics=[keras.metrics.CategoricalAccuracy(), "mse"],
)
# %% training
history = model.fit(
    np.array(X_train), np.array(y_train, dtype=int), epochs=100, verbose=0, validation_data=(X_test, y_test)
)
# %% loss_curve
plt.plot(history.history["loss"], color="black")
plt.plot(history.history["val_loss"], ":")
plt.xlabel("epoch")
plt.ylabel("loss")
loss_figure = plt.gcf()
# %% curve_reading
curve_reading = {4: "C", 3: "C", 2: "A", 1: "B"}
# %% bad_curve
bad_curve_causes = ("B", "C", "E")
# %% prediction
prediction = pd.DataFrame(model.predict(X_test.to_numpy(), verbose=0, batch_size=7))
prediction.columns = ["Adelie", "Chinstrap", "Gentoo"]
# %% predicted_species
numbers = keras.ops.convert_to_numpy(keras.ops.argmax(prediction.to_numpy(), axis=-1))
predicted_species = np.array(y_test.columns)[numbers]
# %% matrix
import tensorflow as tf

matrix = tf.math.confusion_matrix(np.argmax(y_test.to_numpy(), axis=1), numbers, num_classes=3)
# %% confusion_table
confusion_table = pd.DataFrame(matrix.numpy(), columns=list(y_test), index=list(y_test))
confusion_table = confusion_table.rename_axis(index="True Label", columns="Predicted Label")
# %% heatmap
fig, heatmap = plt.subplots(figsize=(5, 4))
sns.heatmap(data=confusion_table, annot=True, fmt="d", ax=heatmap)
# %% recall
def recall_per_class(matrix):
    matrix = tf.cast(matrix, tf.float32)
    return tf.linalg.diag_part(matrix) / tf.reduce_sum(matrix, axis=1)
# %% lesson_accuracy
lesson_accuracy = np.float32(41) / np.float32(69)
# %% matrix_statements
matrix_statements = np.array([2, 3, 5])
# %% standardize
normalization = layers.Normalization()
normalization.adapt(X_train.to_numpy())

def standardize(X):
    return normalization(X.to_numpy())
# %% scaled_model
scaled_model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(10, "relu", kernel_initializer="glorot_uniform"),
    layers.Dense(3),
    layers.Softmax(),
])
scaled_model.compile(keras.optimizers.Adam(0.001), keras.losses.CategoricalCrossentropy())
scaled_history = scaled_model.fit(standardize(X_train), y_train, 32, 100, 0)
# %% restored_model
keras.saving.save_model(scaled_model, "penguins.keras")
restored_model = keras.saving.load_model("penguins.keras")
