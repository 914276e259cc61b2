# title = "Both networks trained before and compiled again, and trained on before their test; curves under each other's names; half of the exercises"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_parameter_counts = 0
# test_prepare = 0
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
# %% prepare
def prepare(images):
    # Twice a number of 8 bits has no room in 8 bits.
    return 2 * images / 255 - 1
# %% training
X, X_val = prepare(train_images), prepare(val_images)
logits_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def train(network, callback):
    network.compile("adam", logits_loss, metrics=["accuracy"])
    return network.fit(
        X,
        train_labels,
        batch_size=32,
        epochs=30,
        validation_data=(X_val, val_labels),
        callbacks=[callback],
        verbose=0,
    )


stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
for _ in range(2):
    history = train(transfer_model, stopper)
# %% scratch_model
scratch_model = add_head(load_digit_network(pretrained=False), 5)
scratch_model.compile("adam", logits_loss, metrics=["accuracy"])
scratch_model.fit(X, train_labels, epochs=8, verbose=0)
scratch_history = train(scratch_model, keras.callbacks.EarlyStopping("val_accuracy", patience=5))
# %% comparison_figure
for record, name in ((history, "not pretrained"), (scratch_history, "pretrained")):
    comparison_figure = sns.lineplot(record.history["val_accuracy"], label=name)
comparison_figure.set(xlabel="epoch", ylabel="accuracy")
# %% test_set
for network in (transfer_model, scratch_model):
    network.fit(X_val, val_labels, epochs=2, verbose=0)
X_test = prepare(test_images)
transfer_accuracy = transfer_model.evaluate(X_test, test_labels, verbose=0)[1]
scratch_accuracy = scratch_model.evaluate(X_test, test_labels, verbose=0)[1]
