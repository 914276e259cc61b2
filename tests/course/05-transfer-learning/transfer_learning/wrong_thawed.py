# title = "A head with tanh; the base thawed before its training; pictures that are not prepared"
# [scores]
# test_transfer_model = 0
# test_training = 0
# test_scratch_model = 0
#
# %% transfer_model
digit_base = load_digit_network()
digit_base.trainable = False
transfer_model = add_head(digit_base, 5)
transfer_model.layers[-3].activation = keras.activations.tanh
# %% training
digit_base.trainable = True
transfer_model.compile(
    "adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
stopper = keras.callbacks.EarlyStopping("val_accuracy", patience=5)
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
scratch_model = add_head(load_digit_network(pretrained=False), 5)
scratch_model.compile(
    "adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
scratch_history = scratch_model.fit(
    train_images,
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(prepare(val_images), val_labels),
    callbacks=[keras.callbacks.EarlyStopping("val_accuracy", patience=5)],
    verbose=0,
)
