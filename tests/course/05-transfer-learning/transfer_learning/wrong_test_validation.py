# title = "The test pictures decide when to stop; one batch of all pictures from scratch"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_parameter_counts = 0
# test_training = 0
# test_scratch_model = 0
#
# %% enlarger
...
# %% base_model
...
# %% frozen_base
...
# %% parameter_counts
...
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
history = transfer_model.fit(
    prepare(train_images),
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(prepare(test_images), test_labels),
    callbacks=[stopper],
    verbose=0,
)
# %% scratch_model
scratch_model = add_head(load_digit_network(pretrained=False), 5)
scratch_model.compile(
    "adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
scratch_history = scratch_model.fit(
    prepare(train_images),
    train_labels,
    batch_size=100,
    epochs=5,
    validation_data=(prepare(val_images), val_labels),
    verbose=0,
)
