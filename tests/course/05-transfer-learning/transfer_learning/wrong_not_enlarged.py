# title = "No enlarger before DenseNet121; add_head freezes; a head of one layer; 60 epochs, and 4 without a callback; axes under each other's names"
# [scores]
# test_base_model = 0
# test_add_head = 0
# test_transfer_model = 0
# test_training = 0
# test_scratch_model = 0
# test_comparison_figure = 0
#
# %% base_model
base_model = keras.applications.DenseNet121(
    include_top=False, weights=None, input_shape=(64, 64, 3), pooling="max"
)
# %% add_head
def add_head(base, n_classes):
    base.trainable = False
    x = keras.layers.BatchNormalization()(keras.layers.Flatten()(base.output))
    x = keras.layers.Dense(50, activation="relu")(x)
    x = keras.layers.Dropout(0.5)(x)
    return keras.Model(base.input, keras.layers.Dense(n_classes)(x))
# %% transfer_model
digit_base = load_digit_network()
digit_base.trainable = False
transfer_model = keras.Sequential([digit_base, keras.layers.Dense(5)])
transfer_model.build((None, 32, 32, 3))
# %% training
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
history = transfer_model.fit(
    prepare(train_images),
    train_labels,
    epochs=60,
    validation_data=(prepare(val_images), val_labels),
    callbacks=[stopper],
    verbose=0,
)
# %% scratch_model
scratch_base = load_digit_network(pretrained=False)
scratch_model = add_head(scratch_base, 5)
scratch_base.trainable = True
scratch_model.compile(
    "adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
)
scratch_history = scratch_model.fit(
    prepare(train_images),
    train_labels,
    epochs=4,
    validation_data=(prepare(val_images), val_labels),
    verbose=0,
).history
# %% comparison_figure
for name, record in {"transfer": history.history, "from scratch": scratch_history}.items():
    comparison_figure = sns.lineplot(record["val_accuracy"], label=name)
comparison_figure.set(xlabel="accuracy", ylabel="epoch")
