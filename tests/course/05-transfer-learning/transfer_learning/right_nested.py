# title = "Models within models, layers called one by one, restored weights, a table of histories"
#
# %% enlarger
small = keras.Input(shape=(64, 64, 3))
large = keras.layers.Resizing(height=160, width=160, interpolation="bicubic")(small)
enlarger = keras.Model(inputs=small, outputs=large)
# %% base_model
densenet = keras.applications.DenseNet121(weights=None, include_top=False)
pictures = keras.Input((64, 64, 3))
base_model = keras.Model(pictures, keras.ops.max(densenet(enlarger(pictures)), axis=(1, 2)))
# %% frozen_base
for part in base_model.layers:
    part.trainable = False
# %% add_head
def add_head(base, n_classes):
    whole = keras.Sequential([keras.Input(base.input_shape[1:]), base])
    whole.add(keras.layers.Flatten())
    whole.add(keras.layers.BatchNormalization())
    whole.add(keras.layers.Dense(50))
    whole.add(keras.layers.Activation("relu"))
    whole.add(keras.layers.Dropout(rate=0.5))
    whole.add(keras.layers.Dense(n_classes, activation="linear"))
    return whole
# %% head_counts
def head_counts(n_features, n_hidden, n_classes):
    features = keras.Input((n_features,))
    x = keras.layers.BatchNormalization()(features)
    x = keras.layers.Dense(n_hidden)(x)
    head = keras.Model(features, keras.layers.Dense(n_classes)(x))
    count = lambda weights: sum(np.prod(w.shape) for w in weights)
    return [count(head.trainable_weights), count(head.non_trainable_weights)]
# %% prepare
def prepare(images):
    return keras.layers.Rescaling(scale=2 / 255, offset=-1)(images)
# %% transfer_model
transfer_model = add_head(load_digit_network(), 5)
transfer_model.layers[0].trainable = False
# %% compiled_model
transfer_model.compile(
    keras.optimizers.Adam(learning_rate=1e-3),
    loss=keras.losses.SparseCategoricalCrossentropy(True),
    metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
)
# %% training
stopper = keras.callbacks.EarlyStopping(
    patience=5, monitor="val_accuracy", mode="max", restore_best_weights=True
)
history = transfer_model.fit(
    x=prepare(train_images),
    y=train_labels,
    validation_data=(prepare(val_images), val_labels),
    epochs=30,
    callbacks=stopper,
    verbose=0,
)
# %% comparison_figure
table = pd.DataFrame(
    {
        "frozen": pd.Series(history.history["val_accuracy"]),
        "random": pd.Series(scratch_history.history["val_accuracy"]),
    }
)
comparison_figure = table.plot(xlabel="epochs", ylabel="val_accuracy").figure
# %% test_set
def share_of_right_answers(network):
    return np.mean(np.argmax(network.predict(prepare(test_images), verbose=0), axis=1) == test_labels)


transfer_accuracy = share_of_right_answers(transfer_model)
scratch_accuracy = share_of_right_answers(scratch_model)
# %% transfer_statements
transfer_statements = [6, 4, 1]
