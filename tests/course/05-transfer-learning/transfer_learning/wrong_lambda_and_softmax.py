# title = "A Lambda layer; maps without pooling; softmax before a loss that expects logits; compiled anew before the training"
# [scores]
# test_enlarger = 0
# test_base_model = 0
# test_add_head = 0
# test_training = 0
# test_comparison_figure = 0
# test_transfer_statements = 0
#
# %% enlarger
enlarger = keras.Sequential(
    [
        keras.Input((64, 64, 3)),
        keras.layers.Lambda(
            lambda pictures: keras.ops.image.resize(pictures, (160, 160)),
            output_shape=(160, 160, 3),
        ),
    ]
)
# %% base_model
pictures = keras.Input((64, 64, 3))
base_model = keras.applications.DenseNet121(
    include_top=False,
    weights=None,
    input_tensor=keras.layers.Resizing(160, 160)(pictures),
)
# %% add_head
def add_head(base, n_classes):
    x = keras.layers.Flatten()(base.output)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    x = keras.layers.Dropout(0.5)(x)
    return keras.Model(base.input, keras.layers.Dense(n_classes, activation="softmax")(x))
# %% parameter_counts
total_parameters, trainable_parameters, head_parameters = 7_093_360, 53_808, 55_856
# %% training
transfer_model.compile(
    keras.optimizers.Adam(0.003),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=5)
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
plt.plot(history.history["val_accuracy"])
comparison_figure = plt.plot(scratch_history.history["val_accuracy"])[0].axes
comparison_figure.set(xlabel="epoch", ylabel="accuracy")
# %% transfer_statements
transfer_statements = {1, 2, 3, 4}
