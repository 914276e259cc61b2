# title = "No step for the dropout rates: a search of ten rates is broken off"
# [scores]
# test_build_model = 0
# test_search = 0
#
# %% build_model
def build_model(hp):
    n_layers = hp.Int("n_layers", 1, 2)
    dropout_rate = hp.Float("dropout_rate", 0.2, 0.8)
    model = create_network(n_layers, dropout_rate, 24, 8)
    model.compile(keras.optimizers.Adam(0.003), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    return model
# %% search
tuner = keras_tuner.GridSearch(build_model, objective="val_loss", max_trials=2, directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, epochs=1, batch_size=100, validation_data=(val_images, val_labels), callbacks=[progress], verbose=0)
