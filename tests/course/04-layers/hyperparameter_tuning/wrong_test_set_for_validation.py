# title = "The networks are compared on the test set, the winner is judged on the validation set"
# [scores]
# test_search = 0
# test_saved_network = 0
# test_test_accuracy = 0
# test_times_chance = 0
#
# %% search
tuner = keras_tuner.GridSearch(build_model, objective="val_loss", directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, epochs=6, batch_size=32, validation_data=(test_images, test_labels), callbacks=[progress], verbose=0)
# %% saved_network
best_network.save_weights("best_network.weights.h5")
# %% test_accuracy
test_accuracy = 1 - best_network.evaluate(val_images, val_labels, verbose=0)[1]
# %% times_chance
def times_chance(accuracy, n_classes):
    return accuracy - 1 / n_classes + 1
