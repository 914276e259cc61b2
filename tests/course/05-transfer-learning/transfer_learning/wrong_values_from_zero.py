# title = "Values from 0 to 1 by habit; early stopping begins late; half of the exercises"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_frozen_base = 0
# test_parameter_counts = 0
# test_prepare = 0
# test_compiled_model = 0
# test_training = 0
# test_comparison_figure = 0
# test_transfer_statements = 0
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
    return images / 255
# %% compiled_model
transfer_model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5, start_from_epoch=3)
history = transfer_model.fit(
    prepare(train_images),
    train_labels,
    batch_size=32,
    epochs=30,
    validation_data=(prepare(val_images), val_labels),
    callbacks=[stopper],
    verbose=0,
)
# %% comparison_figure
comparison_figure = sns.lineplot(x=history.epoch, y=history.history["accuracy"], label="transfer")
sns.lineplot(x=scratch_history.epoch, y=scratch_history.history["accuracy"], label="scratch")
comparison_figure.set(xlabel="epoch", ylabel="accuracy")
# %% transfer_statements
transfer_statements = {1, 4, 5, 6}
