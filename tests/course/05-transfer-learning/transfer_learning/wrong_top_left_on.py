# title = "The top is left on, half is frozen; the small base stays trainable; the training accuracy"
# [scores]
# test_base_model = 0
# test_frozen_base = 0
# test_parameter_counts = 0
# test_head_counts = 0
# test_transfer_model = 0
# test_training = 0
# test_scratch_model = 0
#
# %% base_model
base_model = keras.applications.DenseNet121(weights=None, input_tensor=enlarger.output)
# %% frozen_base
for layer in base_model.layers[: len(base_model.layers) // 2]:
    layer.trainable = False
# %% parameter_counts
total_parameters, trainable_parameters, head_parameters = 7_093_360, 53_808, 53_808
# %% head_counts
def head_counts(n_features, n_hidden, n_classes):
    return 4 * n_features + (n_features + 1) * n_hidden + (n_hidden + 1) * n_classes, 0
# %% transfer_model
transfer_model = add_head(load_digit_network(), 5)
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="accuracy", patience=5)
history = transfer_model.fit(
    prepare(train_images),
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(prepare(val_images), val_labels),
    callbacks=[stopper],
    verbose=0,
)
# %% scratch_model
scratch_base = load_digit_network(pretrained=False)
scratch_base.trainable = False
scratch_model = add_head(scratch_base, 5)
scratch_model.compile(
    "adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
scratch_history = scratch_model.fit(
    prepare(train_images),
    train_labels,
    epochs=4,
    validation_data=(prepare(val_images), val_labels),
    verbose=0,
)
