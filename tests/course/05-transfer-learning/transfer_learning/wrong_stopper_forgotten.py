# title = "The callback is made and forgotten; the head has no dropout; swapped accuracies; no labels"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_add_head = 0
# test_parameter_counts = 0
# test_training = 0
# test_scratch_model = 0
# test_comparison_figure = 0
# test_test_set = 0
#
# %% enlarger
...
# %% base_model
...
# %% frozen_base
...
# %% add_head
def add_head(base, n_classes):
    x = keras.layers.BatchNormalization()(keras.layers.Flatten()(base.output))
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(base.input, keras.layers.Dense(n_classes)(x))
# %% parameter_counts
...
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
history = transfer_model.fit(
    prepare(train_images),
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(prepare(val_images), val_labels),
    verbose=0,
)
# %% scratch_model
scratch_model = add_head(load_digit_network(pretrained=False), 5)
scratch_model.compile(
    "adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
scratch_history = scratch_model.fit(
    train_images,
    train_labels,
    epochs=30,
    validation_data=(val_images, val_labels),
    callbacks=[keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)],
    verbose=0,
)
# %% comparison_figure
for record in history, scratch_history:
    comparison_figure = sns.lineplot(record.history["val_accuracy"], label="validation")
# %% test_set
scratch_accuracy, transfer_accuracy = [
    network.evaluate(prepare(test_images), test_labels, verbose=0)[1]
    for network in (transfer_model, scratch_model)
]
