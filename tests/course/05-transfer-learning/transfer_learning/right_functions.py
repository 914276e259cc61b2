# title = "One function trains both networks; counts by hand; prepared pictures as float32; plain matplotlib"
#
# %% enlarger
enlarger = keras.Sequential()
enlarger.add(keras.Input(shape=(64, 64, 3)))
enlarger.add(keras.layers.Resizing(160, 160, interpolation="nearest", name="larger"))
# %% base_model
pictures = keras.Input((64, 64, 3))
base_model = keras.applications.densenet.DenseNet121(
    include_top=False, weights=None, input_tensor=enlarger(pictures), pooling="max"
)
# %% frozen_base
def freeze(network):
    network.trainable = False
    return network


base_model = freeze(base_model)
# %% add_head
def add_head(base, n_classes):
    layers = keras.layers
    out = layers.Flatten()(base.outputs[0])
    for step in (
        layers.BatchNormalization(name="scale"),
        layers.Dense(50, keras.activations.relu),
        layers.Dropout(0.5),
        layers.Dense(n_classes, name="logits"),
    ):
        out = step(out)
    return keras.Model(base.inputs[0], out)
# %% parameter_counts
head_parameters = 4 * 1024 + 1025 * 50 + 51 * 10
total_parameters = 7037504 + head_parameters
trainable_parameters = head_parameters - 2048
# %% counting_reasons
counting_reasons = {"1": "b", "2": "c", "3": "a", "4": "b"}
# %% prepare
def prepare(images):
    prepared = np.empty(images.shape, dtype="float32")
    prepared[...] = images
    prepared -= 127.5
    prepared /= 127.5
    return prepared
# %% transfer_model
base = load_digit_network()
for layer in base.layers:
    layer.trainable = False
inputs = keras.Input((32, 32, 3))
features = keras.Model(inputs, base(inputs, training=False))
transfer_model = add_head(features, 5)
# %% compiled_model
def compile_it(network):
    network.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(),
        metrics=["accuracy"],
    )
    return network


compile_it(transfer_model)
# %% training
def train(network, callback):
    return network.fit(
        prepare(train_images),
        train_labels,
        epochs=30,
        batch_size=32,
        validation_data=(prepare(val_images), val_labels),
        callbacks=[callback],
        verbose=0,
    )


stopper = keras.callbacks.EarlyStopping("val_accuracy", patience=5)
history = train(transfer_model, stopper)
# %% scratch_model
scratch_model = compile_it(add_head(load_digit_network(pretrained=False), 5))
scratch_history = train(scratch_model, stopper)
# %% comparison_figure
comparison_figure, axes = plt.subplots()
axes.plot(history.history["val_accuracy"], label="pretrained")
axes.plot(scratch_history.history["val_accuracy"], "--", label="not pretrained")
axes.set_xlabel("epoch")
axes.set_ylabel("validation accuracy")
axes.legend()
# %% test_set
transfer_accuracy = transfer_model.evaluate(prepare(test_images), test_labels, verbose=0)[1]
scratch_accuracy = scratch_model.evaluate(
    prepare(test_images), test_labels, verbose=0, return_dict=True
)["accuracy"]
# %% transfer_statements
transfer_statements = np.array([1, 4, 6])
