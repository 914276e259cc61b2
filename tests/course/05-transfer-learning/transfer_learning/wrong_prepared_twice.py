# title = "Prepared in place and then once more; frozen only after the training; a syntax error"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_parameter_counts = 0
# test_transfer_model = 0
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
# %% parameter_counts
...
# %% transfer_model
digit_base = load_digit_network()
transfer_model = add_head(digit_base, 5)
# %% training
X_train, X_val = prepare(train_images), prepare(val_images)
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
history = transfer_model.fit(
    prepare(X_train),
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(prepare(X_val), val_labels),
    callbacks=[stopper],
    verbose=0,
)
digit_base.trainable = False
# %% scratch_model
scratch_model = add_head(load_digit_network(pretrained=False, 5)
