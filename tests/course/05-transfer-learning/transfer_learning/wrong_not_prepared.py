# title = "prepare is written, and then forgotten; each picture stretched to the full range; a head without biases"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_add_head = 0
# test_parameter_counts = 0
# test_prepare = 0
# test_training = 0
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
    layers = keras.layers
    x = layers.BatchNormalization()(layers.Flatten()(base.output))
    x = layers.Dropout(0.5)(layers.Dense(50, activation="relu", use_bias=False)(x))
    return keras.Model(base.input, layers.Dense(n_classes, use_bias=False)(x))
# %% parameter_counts
...
# %% prepare
def prepare(images):
    low, high = images.min(), images.max()
    return 2 * (images - low) / (high - low + 1e-9) - 1
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
history = transfer_model.fit(
    train_images,
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(val_images, val_labels),
    callbacks=[stopper],
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
# %% test_set
_, transfer_accuracy = transfer_model.evaluate(test_images, test_labels, verbose=0)
_, scratch_accuracy = scratch_model.evaluate(test_images, test_labels, verbose=0)
