# title = "Validation labels of the training set, one curve drawn, an incomplete batch lost, curves misread"
# [scores]
# test_flatten = 0
# test_largest_layer = 0
# test_compiled_model = 0
# test_sparse_loss = 0
# test_chance_loss = 0
# test_steps_per_epoch = 0
# test_training = 0
# test_accuracy_figure = 0
# test_curve_statements = 0
# test_dense_training = 0
# test_deep_training = 0
# test_own_cnn = 0
# test_convolution_axes = 0
# test_create_weather_cnn = 0
#
# %% flatten
def flatten(blocks):
    return np.moveaxis(blocks, 3, 1).reshape(len(blocks), -1)
# %% largest_layer
largest_layer = "B"
largest_share = 22_550 / 1_823_960
# %% compiled_model
def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(0.002),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )

model = create_pooling_cnn((24, 24, 3))
model.compile(
    optimizer=keras.optimizers.Adam(),
    loss=keras.losses.CategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
compile_model(model)
# %% sparse_loss
def sparse_loss(logits, labels):
    shares = np.exp(logits) / np.exp(logits).sum(axis=0)
    return -np.mean(np.log(shares.max(axis=1)))
# %% chance_loss
chance_loss = np.log10(10)
# %% steps_per_epoch
def steps_per_epoch(n_images, batch_size):
    return n_images // batch_size
# %% training
history = model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, train_labels[:293]), verbose=0)
# %% accuracy_figure
plt.plot(history.history["accuracy"], label="accuracy")
plt.plot(history.history["loss"], label="loss")
plt.xlabel("epoch")
plt.ylabel("accuracy")
plt.legend()
accuracy_figure = plt.gca()
# %% curve_statements
curve_statements = {1, 2, 6}
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
final_accuracy = {"CNN": max(history.history["val_accuracy"]), "dense": np.mean(dense_history.history["accuracy"][-3:])}
# %% deep_training
deep_model = create_pooling_cnn((24, 24, 3))
compile_model(deep_model)
deep_history = dense_history
# %% own_cnn
own_cnn = keras.Sequential([keras.Input((64, 64, 3))])
for n in (8, 8, 8, 8):
    own_cnn.add(keras.layers.Conv2D(n, 1, activation="relu"))
    own_cnn.add(keras.layers.MaxPooling2D())
own_cnn.add(keras.layers.Flatten())
own_cnn.add(keras.layers.Dense(10))
# %% convolution_axes
convolution_axes = {"A": 0, "B": 1, "C": 2, "D": 1, "E": 3, "F": 3, "G": 2, "H": 0}
# %% create_weather_cnn
def create_weather_cnn(n_days, n_measurements):
    inputs = keras.Input(shape=(n_days, n_measurements, 1))
    x = keras.layers.Conv2D(16, 3, activation="relu")(inputs)
    x = keras.layers.MaxPooling2D(2)(x)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Flatten()(x)))
