# title = "Another compile, tensors, a residual network of one's own in blocks, models inside models"
#
# %% image_facts
import tensorflow as tf

image_facts = np.array([*images.train_images.shape, 0, 0])
image_facts[4:] = np.percentile(images.train_images, [0, 100])
# %% label_counts
label_counts = tf.math.bincount(tf.cast(images.train_labels.reshape(-1), tf.int32), minlength=10)
# %% train_images
train_images = np.interp(small_images.train_images, [0, 255], [0, 1])
test_images = np.multiply(small_images.test_images, 1 / 255)
# %% first_cnn_parameters
def conv(kernel, channels, filters):
    return (kernel**2 * channels + 1) * filters

def first_cnn_parameters(height, width):
    return np.array([conv(3, 3, 50), conv(3, 50, 50), 0, ((height - 4) * (width - 4) * 50 + 1) * 10])
# %% flatten
def flatten(blocks):
    return tf.reshape(blocks, (blocks.shape[0], np.prod(blocks.shape[1:])))
# %% largest_layer
sizes = [layer.count_params() for layer in create_first_cnn((64, 64, 3)).layers[1:]]
largest_layer = list("ABCD")[int(np.argmax(sizes))]
largest_share = np.float32(max(sizes) / sum(sizes))
# %% block_sides
def block_sides(side, n_blocks):
    sides = np.empty(2 * n_blocks, dtype=int)
    for block in range(n_blocks):
        sides[2 * block] = side = side - 2
        sides[2 * block + 1] = side = np.floor(side / 2)
    return sides
# %% create_pooling_cnn
def block(x):
    x = keras.layers.Conv2D(50, 3, activation="relu", kernel_initializer="he_normal")(x)
    return keras.layers.MaxPooling2D(2)(x)

def head(features):
    inputs = keras.Input(features.output.shape[1:])
    x = keras.layers.Flatten()(inputs)
    x = keras.layers.Dense(50, "relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))

def features(input_shape, n_blocks):
    x = inputs = keras.Input(input_shape)
    for _ in range(n_blocks):
        x = block(x)
    return keras.Model(inputs, x)

def create_pooling_cnn(input_shape):
    body = features(input_shape, 2)
    return keras.Sequential([keras.Input(input_shape), body, head(body)])
# %% compiled_model
model = create_pooling_cnn((24, 24, 3))
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True, name="cross_entropy")
compile_model = lambda net: net.compile(
    optimizer=keras.optimizers.Adam(learning_rate=1e-3), loss=cross_entropy, metrics=["acc"], steps_per_execution=4
)
compile_model(model)
# %% sparse_loss
def sparse_loss(logits, labels):
    one_hot = np.eye(logits.shape[1])[labels]
    return np.mean(np.log(np.sum(np.exp(logits), axis=1)) - np.sum(logits * one_hot, axis=1))
# %% chance_loss
chance_loss = 2.3026
# %% steps_per_epoch
def steps_per_epoch(n_images, batch_size):
    return int(np.ceil(n_images / batch_size))
# %% training
batches = tf.data.Dataset.from_tensor_slices((train_images, train_labels)).shuffle(878).batch(32)
history = model.fit(batches, validation_data=(test_images, test_labels), epochs=6, verbose=0)
# %% accuracy_figure
table = pd.DataFrame(history.history)
accuracy_figure = table.plot(y=["acc", "val_acc"], xlabel="epoch", ylabel="share of right answers")
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(
    train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0
)
final_accuracy = {"CNN": table["val_acc"][-3:].mean(), "dense": np.mean(dense_history.history["val_acc"][-3:])}
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    body = features(input_shape, 3)
    return keras.Model(body.input, head(body)(body.output))
# %% parameter_change
parameter_change = np.array([22550, -400000, 22550 - 400000])
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
compile_model(deep_model)
deep_history = deep_model.fit(
    train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0
)
# %% own_cnn
def residual(x):
    y = keras.layers.Conv2D(24, 3, padding="same", use_bias=False)(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(24, 3, padding="same", use_bias=False)(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([x, y]))

photo = keras.Input((64, 64, 3))
x = keras.layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(photo)
for _ in range(3):
    x = residual(x)
    x = keras.layers.MaxPooling2D()(x)
x = keras.layers.Conv2D(10, 1, activation="relu")(x)
own_cnn = keras.Model(photo, keras.layers.GlobalAveragePooling2D()(x))
# %% convolution_axes
convolution_axes = pd.Series([0, 0, 1, 1, 2, 3, 1, 0], index=list("ABCDEFGH"))
# %% create_weather_cnn
def create_weather_cnn(n_days, n_measurements):
    days = keras.Input((n_days, n_measurements))
    x = keras.layers.Conv1D(filters=16, kernel_size=3, strides=1, padding="valid")(days)
    x = keras.layers.Activation("relu")(x)
    x = keras.layers.MaxPooling1D(pool_size=2)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(days, keras.layers.Dense(1)(x))
