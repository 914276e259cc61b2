# title = "A border in place of a larger picture, average pooling, not frozen; the head frozen, too"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_parameter_counts = 0
# test_head_counts = 0
# test_counting_reasons = 0
# test_transfer_model = 0
# test_scratch_model = 0
# test_test_set = 0
#
# %% enlarger
pictures = keras.Input((64, 64, 3))
enlarger = keras.Model(pictures, keras.layers.ZeroPadding2D(48)(pictures))
# %% base_model
base_model = keras.applications.DenseNet121(
    include_top=False, weights=None, input_tensor=enlarger.output, pooling="avg"
)
# %% frozen_base
base_model.trainable == False
# %% head_counts
def head_counts(n_features, n_hidden, n_classes):
    batch_normalization = 4 * n_features
    return n_features * n_hidden + n_hidden * n_classes, batch_normalization
# %% counting_reasons
counting_reasons = {1: "A", 2: "C", 3: "B", 4: "B"}
# %% transfer_model
transfer_model = add_head(load_digit_network(), 5)
transfer_model.trainable = False
# %% scratch_model
scratch_model = add_head(load_digit_network(), 5)
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
# %% test_set
transfer_accuracy = 100 * transfer_model.evaluate(prepare(test_images), test_labels, verbose=0)[1]
scratch_accuracy = 100 * scratch_model.evaluate(prepare(test_images), test_labels, verbose=0)[1]
