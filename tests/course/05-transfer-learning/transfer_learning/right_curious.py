# title = "Trained on tensors, histories as dictionaries, frozen after compiling but before training"
#
# %% frozen_base
print(len(base_model.trainable_weights))
base_model.trainable = False
print(len(base_model.trainable_weights))
# %% add_head
class Head:
    def __init__(self, n_classes):
        self.layers = [
            keras.layers.Flatten(),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(50, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(n_classes),
        ]

    def on(self, tensor):
        for layer in self.layers:
            tensor = layer(tensor)
        return tensor


def add_head(base, n_classes=10):
    return keras.models.Model(inputs=base.inputs, outputs=Head(n_classes).on(base.output))
# %% parameter_counts
network = add_head(base_model)
total_parameters = float(network.count_params())
trainable_parameters = np.sum([np.prod(w.shape) for w in network.trainable_weights])
head_parameters = sum(layer.count_params() for layer in network.layers[-5:])
# %% head_counts
def head_counts(n_features, n_hidden, n_classes):
    scales = 4 * n_features
    weights = n_features * n_hidden + n_hidden * n_classes
    biases = n_hidden + n_classes
    return np.array([scales // 2 + weights + biases, scales // 2])
# %% prepare
def prepare(images):
    return np.interp(images, [0, 255], [-1, 1]).astype("float16")
# %% transfer_model
base = load_digit_network(pretrained=True)
base.trainable = False
transfer_model = keras.Sequential([keras.Input((32, 32, 3)), *base.layers[1:], *Head(5).layers])
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
history = transfer_model.fit(
    prepare(train_images),
    train_labels.reshape(-1, 1),
    batch_size=32,
    epochs=30,
    shuffle=True,
    validation_data=(prepare(val_images), val_labels.reshape(-1, 1)),
    validation_batch_size=200,
    callbacks=[stopper, keras.callbacks.TerminateOnNaN()],
    verbose=0,
).history
# %% scratch_model
base = keras.models.clone_model(load_digit_network())
scratch_model = add_head(base, 5)
scratch_model.compile(
    optimizer="Adam",
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["acc"],
)
scratch_history = scratch_model.fit(
    prepare(train_images),
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(prepare(val_images), val_labels),
    callbacks=[keras.callbacks.EarlyStopping("val_acc", patience=5, restore_best_weights=True)],
    verbose=0,
).history
scratch_history["val_accuracy"] = scratch_history.pop("val_acc")
# %% comparison_figure
rows = []
for kind, record in (("transfer", history), ("scratch", scratch_history)):
    for epoch, share in enumerate(record["val_accuracy"]):
        rows.append({"training": kind, "epoch": epoch, "accuracy": share})
comparison_figure = sns.lineplot(pd.DataFrame(rows), x="epoch", y="accuracy", hue="training")
# %% test_set
logits = [keras.ops.convert_to_numpy(m(prepare(test_images))) for m in (transfer_model, scratch_model)]
transfer_accuracy, scratch_accuracy = [(z.argmax(axis=1) == test_labels).mean() for z in logits]
