# title = "One-hot labels with the sparse loss: fit raises; facts in another order, labels instead of counts; no function compiles"
# [scores]
# test_image_facts = 0
# test_label_counts = 0
# test_compiled_model = 0
# test_training = 0
# test_accuracy_figure = 0
# test_dense_training = 0
# test_deep_training = 0
#
# %% image_facts
image_facts = [64, 64, 3, 878, 0, 255]
# %% label_counts
label_counts = np.unique(images.train_labels)
# %% compiled_model
model = create_pooling_cnn((24, 24, 3))
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
# %% training
train_labels = keras.utils.to_categorical(train_labels, 10)
test_labels = keras.utils.to_categorical(test_labels, 10)
history = model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
