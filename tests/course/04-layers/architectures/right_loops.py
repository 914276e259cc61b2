# title = "Loops and plain Python, settings spelled out, float32 pictures, lines drawn with Matplotlib"
#
# %% image_facts
n, h, w, c = images.train_images.shape
image_facts = (n, h, w, c, int(images.train_images.min()), int(images.train_images.max()))
# %% label_counts
label_counts = [0] * 10
for label in images.train_labels:
    label_counts[int(label)] += 1
# %% train_images
def scaled(pictures):
    return pictures.astype(np.float32) / np.float32(255)

train_images, test_images = scaled(small_images.train_images), scaled(small_images.test_images)
# %% create_first_cnn
def create_first_cnn(input_shape):
    inputs = keras.layers.Input(shape=list(input_shape))
    x = inputs
    for _ in range(2):
        x = keras.layers.Conv2D(filters=50, kernel_size=(3, 3), strides=(1, 1), padding="valid")(x)
        x = keras.layers.Activation("relu")(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(units=10, activation=None)(x)
    return keras.models.Model(inputs, x)
# %% first_cnn_parameters
def first_cnn_parameters(height, width):
    kernels = []
    channels = 3
    for _ in range(2):
        count = 0
        for _ in range(50):
            count = count + 3 * 3 * channels + 1
        kernels.append(count)
        channels = 50
        height, width = height - 2, width - 2
    return kernels + [0, height * width * channels * 10 + 10]
# %% flatten
def flatten(blocks):
    rows = []
    for block in blocks:
        row = []
        for line in block:
            for pixel in line:
                for number in pixel:
                    row.append(number)
        rows.append(row)
    return rows
# %% largest_layer
largest_layer = "D"
largest_share = 0.987
# %% block_sides
def block_sides(side, n_blocks):
    if n_blocks == 0:
        return []
    pooled = int((side - 2) / 2)
    return [side - 2, pooled] + block_sides(pooled, n_blocks - 1)
# %% create_pooling_cnn
def create_pooling_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation=keras.activations.relu)(inputs)
    x = keras.layers.MaxPool2D(pool_size=2, strides=2)(x)
    x = keras.layers.Conv2D(50, (3, 3))(x)
    x = keras.layers.ReLU()(x)
    x = keras.layers.MaxPool2D(pool_size=(2, 2))(x)
    x = keras.layers.Flatten(name="row")(x)
    x = keras.layers.Dense(50)(x)
    x = keras.layers.ReLU()(x)
    outputs = keras.layers.Dense(10, activation="linear")(x)
    return keras.Model([inputs], [outputs], name="dollar_street_model")
# %% compiled_model
def compile_model(model):
    model.compile(
        optimizer="Adam",
        loss=keras.losses.SparseCategoricalCrossentropy(True),
        metrics=["accuracy", "sparse_top_k_categorical_accuracy"],
    )
    return model

model = compile_model(create_pooling_cnn(input_shape=(24, 24, 3)))
# %% sparse_loss
def sparse_loss(logits, labels):
    total = 0
    for row, label in zip(logits, labels):
        largest = max(row)
        total += largest + np.log(sum(np.exp(z - largest) for z in row)) - row[label]
    return total / len(labels)
# %% chance_loss
chance_loss = -np.log(np.exp(1) / (10 * np.exp(1)))
# %% steps_per_epoch
def steps_per_epoch(n_images, batch_size):
    steps = 0
    while n_images > 0:
        n_images -= batch_size
        steps += 1
    return steps
# %% training
history = model.fit(
    x=train_images, y=train_labels.astype("float32"), batch_size=32, epochs=6,
    validation_data=(test_images, test_labels[:, None]), verbose=0,
).history
# %% accuracy_figure
accuracy_figure, ax = plt.subplots()
for key, style in (("accuracy", "o-"), ("val_accuracy", "s--")):
    ax.plot(range(1, 7), history[key], style, label=key)
ax.set_xlabel("Epoch")
ax.set_ylabel("Accuracy")
ax.legend()
# %% curve_statements
curve_statements = {"1", "3", "4"}
# %% create_dense_model
def create_dense_model(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Flatten()(inputs)
    x = keras.layers.Dense(50)(x)
    x = keras.layers.Activation("relu")(x)
    x = keras.layers.Dense(50)(x)
    x = keras.layers.Activation("relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% dense_training
dense_model = compile_model(create_dense_model((24, 24, 3)))
dense_history = dense_model.fit(
    train_images, train_labels, batch_size=32, epochs=6, validation_data=(test_images, test_labels), verbose=0
).history
final_accuracy = {}
final_accuracy["CNN"] = round(sum(history["val_accuracy"][3:]) / 3, 3)
final_accuracy["dense"] = round(sum(dense_history["val_accuracy"][3:]) / 3, 3)
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    outputs = keras.layers.Dense(10)(x)
    return keras.Model(inputs=inputs, outputs=outputs)
# %% parameter_change
parameter_change = (22_550, 90_050 - 490_050, 137_060 - 514_510)
# %% deep_training
deep_model = compile_model(create_deep_cnn((24, 24, 3)))
deep_history = deep_model.fit(
    train_images, train_labels, batch_size=32, epochs=6, validation_data=(test_images, test_labels), verbose=0
).history
# %% own_cnn
inputs = keras.Input((64, 64, 3))
x = inputs
for _ in range(4):
    x = keras.layers.Conv2D(20, 3, activation="relu")(x)
    x = keras.layers.MaxPooling2D()(x)
x = keras.layers.Flatten()(x)
own_cnn = keras.Model(inputs, keras.layers.Dense(10)(x))
# %% convolution_axes
convolution_axes = {"h": 0, "g": 1, "f": 3, "e": 2, "d": 1, "c": 1, "b": 0, "a": 0}
