# title = "Sequential models, Keras and scikit-learn tools wherever there are some"
#
# %% image_facts
image_facts = list(images.train_images.shape) + [np.min(images.train_images), np.max(images.train_images)]
# %% label_counts
label_counts = pd.Series(images.train_labels.ravel()).value_counts().sort_index()
# %% train_images
rescaling = keras.layers.Rescaling(1 / 255)
train_images = rescaling(small_images.train_images.astype("float32"))
test_images = rescaling(small_images.test_images.astype("float32"))
# %% create_first_cnn
from keras import layers

def create_first_cnn(input_shape):
    return keras.Sequential([
        layers.Input(input_shape),
        layers.Conv2D(50, 3, activation="relu"),
        layers.Conv2D(50, kernel_size=(3, 3), padding="valid"),
        layers.ReLU(),
        layers.Flatten(),
        layers.Dense(10, activation="linear"),
    ], name="first")
# %% first_cnn_parameters
def first_cnn_parameters(height, width):
    return [layer.count_params() for layer in create_first_cnn((height, width, 3)).layers if "re_lu" not in layer.name]
# %% flatten
def flatten(blocks):
    return keras.layers.Flatten()(blocks)
# %% largest_layer
largest_layer, largest_share = "d", 1800010 / 1823960
# %% block_sides
def block_sides(side, n_blocks):
    model = keras.Sequential([keras.Input((side, side, 1))])
    for _ in range(n_blocks):
        model.add(layers.Conv2D(1, 3))
        model.add(layers.MaxPooling2D())
    return [layer.output.shape[1] for layer in model.layers]
# %% create_pooling_cnn
def blocks(input_shape, n):
    model = keras.Sequential([keras.Input(shape=input_shape)])
    for _ in range(n):
        model.add(layers.Conv2D(50, 3, activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(50, activation="relu"))
    model.add(layers.Dense(10))
    return model

def create_pooling_cnn(input_shape):
    return blocks(input_shape, 2)
# %% compiled_model
def compile_model(model):
    model.compile(
        keras.optimizers.Adam(),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )

model = create_pooling_cnn(train_images.shape[1:])
compile_model(model)
# %% sparse_loss
from scipy.special import log_softmax

def sparse_loss(logits, labels):
    return -np.take_along_axis(log_softmax(logits, axis=1), labels[:, None], axis=1).mean()
# %% chance_loss
chance_loss = float(keras.losses.SparseCategoricalCrossentropy(from_logits=True)(np.array([4]), np.zeros((1, 10))))
# %% steps_per_epoch
import math

def steps_per_epoch(n_images, batch_size):
    return math.ceil(n_images / batch_size)
# %% training
history = model.fit(
    train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0
)
# %% accuracy_figure
accuracy_figure = sns.lineplot(data=pd.DataFrame(history.history), dashes=False)
accuracy_figure.set_xlabel("epoch")
accuracy_figure.set_ylabel("metric")
# %% curve_statements
curve_statements = [4, 3, 1]
# %% create_dense_model
def create_dense_model(input_shape):
    return keras.Sequential([
        keras.Input(input_shape), layers.Flatten(), layers.Dense(50, "relu"), layers.Dense(50, "relu"), layers.Dense(10)
    ])
# %% dense_training
dense_model = create_dense_model(train_images.shape[1:])
compile_model(dense_model)
dense_history = dense_model.fit(
    train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0
)
final_accuracy = {
    name: pd.DataFrame(record.history)["val_accuracy"].tail(3).mean()
    for name, record in {"dense": dense_history, "CNN": history}.items()
}
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    return blocks(input_shape, 3)
# %% parameter_change
two, three = ([layer.count_params() for layer in blocks((64, 64, 3), n).layers] for n in (2, 3))
parameter_change = [sum(three[:-3]) - sum(two[:-3]), three[-2] - two[-2], sum(three) - sum(two)]
# %% own_cnn
own_cnn = keras.Sequential([
    keras.Input((64, 64, 3)),
    layers.Rescaling(2.0, offset=-1.0),
    layers.Conv2D(16, 5, strides=2, activation="relu"),
    layers.BatchNormalization(),
    layers.SeparableConv2D(32, 3, activation="relu"),
    layers.SeparableConv2D(64, 3, activation="relu"),
    layers.AveragePooling2D(2),
    layers.SeparableConv2D(64, 3, activation="relu"),
    layers.Dropout(0.5),
    layers.GlobalMaxPooling2D(),
    layers.Dense(10),
])
# %% convolution_axes
convolution_axes = dict(A="0", B="0", C="1", D="1", E="2", F="3", G="1", H="0")
# %% create_weather_cnn
def create_weather_cnn(n_days, n_measurements):
    return keras.Sequential([
        keras.Input((n_days, n_measurements)),
        layers.Conv1D(16, 3, activation="relu"),
        layers.MaxPool1D(),
        layers.Flatten(),
        layers.Dense(1),
    ])
