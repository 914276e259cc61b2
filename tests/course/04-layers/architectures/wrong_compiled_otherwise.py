# title = "Other optimizers for the other networks, whose accuracies look fine; names of lines swapped"
# [scores]
# test_accuracy_figure = 0
# test_dense_training = 0
# test_deep_training = 0
#
# %% accuracy_figure
plt.plot(history.history["accuracy"], label="validation")
plt.plot(history.history["val_accuracy"], label="training")
plt.xlabel("epoch")
plt.ylabel("accuracy")
plt.legend()
accuracy_figure = plt.gcf()
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
dense_model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
dense_history = dense_model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
final_accuracy = {
    "CNN": np.mean(history.history["val_accuracy"][-3:]),
    "dense": np.mean(dense_history.history["val_accuracy"][-3:]),
}
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
# Without from_logits=True.
deep_model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
deep_history = deep_model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
