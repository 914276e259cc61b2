# title = "Scaled twice, the test pictures by their own maximum; three accuracies for their mean, one epoch twice"
# [scores]
# test_train_images = 0
# test_dense_training = 0
# test_deep_training = 0
#
# %% train_images
train_images = small_images.train_images / 255
train_images = train_images / 255
test_images = small_images.test_images / small_images.test_images.max() / 255
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
final_accuracy = {"CNN": history.history["val_accuracy"][-3:], "dense": dense_history.history["val_accuracy"][-3:]}
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
compile_model(deep_model)
for _ in range(2):
    deep_history = deep_model.fit(train_images, train_labels, validation_data=(test_images, test_labels), verbose=0)
