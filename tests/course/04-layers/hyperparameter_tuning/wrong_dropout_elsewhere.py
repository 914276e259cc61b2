# title = "A build function without create_network, with dropout in other places; a shorter search without progress; the winner learns on before its test"
# [scores]
# test_build_model = 0
# test_search = 0
# test_test_accuracy = 0
#
# %% build_model
def build_model(hp):
    rate = hp.Choice("dropout_rate", [0.2, 0.5, 0.8])
    network = keras.Sequential([keras.Input((24, 24, 3))])
    for _ in range(hp.Int("n_layers", 1, 2)):
        network.add(keras.layers.Conv2D(8, 3, activation="relu"))
        network.add(keras.layers.MaxPooling2D(2))
        network.add(keras.layers.Dropout(rate))
    network.add(keras.layers.Flatten())
    network.add(keras.layers.Dense(50, activation="relu"))
    network.add(keras.layers.Dense(10))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    network.compile(keras.optimizers.Adam(0.003), loss, metrics=["accuracy"])
    return network
# %% search
tuner = keras_tuner.GridSearch(build_model, "val_loss", directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, epochs=3, batch_size=64, validation_data=(val_images, val_labels), verbose=0)
# %% test_accuracy
best_network.fit(val_images, val_labels, epochs=3, verbose=0)
test_accuracy = best_network.evaluate(test_images, test_labels, verbose=0)[1]
