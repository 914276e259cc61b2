# title = "A loss that expects shares; stops on the validation loss; tested with the training pictures"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_parameter_counts = 0
# test_compiled_model = 0
# test_training = 0
# test_scratch_model = 0
# test_test_set = 0
#
# %% enlarger
...
# %% base_model
...
# %% frozen_base
...
# %% parameter_counts
...
# %% compiled_model
transfer_model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)
history = transfer_model.fit(
    prepare(train_images),
    train_labels,
    epochs=30,
    validation_data=(prepare(val_images), val_labels),
    callbacks=[stopper],
    verbose=0,
)
# %% scratch_model
scratch_model = add_head(digit_base, 5)
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
_, transfer_accuracy = transfer_model.evaluate(prepare(train_images), train_labels, verbose=0)
_, scratch_accuracy = scratch_model.evaluate(prepare(train_images), train_labels, verbose=0)
