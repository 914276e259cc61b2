# title = "Images with the labels of others; a decay of the weights"
# [scores]
# test_build_model = 0
# test_search = 0
#
# %% build_model
def build_model(hp):
    network = create_network(
        hp.Int("n_layers", 1, 2), hp.Choice("dropout_rate", [0.2, 0.5, 0.8]), 24, 8
    )
    network.compile(
        keras.optimizers.Adam(0.003, weight_decay=1e-4),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return network
# %% search
tuner = keras_tuner.GridSearch(
    build_model, "val_loss", directory="tuning", project_name="layers_and_dropout", overwrite=True
)
tuner.search(
    train_images,
    train_labels[::-1],
    epochs=6,
    batch_size=32,
    validation_data=(val_images, val_labels),
    callbacks=[progress],
    verbose=0,
)
