# title = "Trained on the test set and validated on the training set; the batch is as large as the set"
# [scores]
# test_image_facts = 0
# test_label_counts = 0
# test_train_images = 0
# test_training = 0
# test_curve_statements = 0
# test_dense_training = 0
# test_create_deep_cnn = 0
# test_deep_training = 0
#
# %% image_facts
image_facts = [878, 64, 64, 3, 0.0, 1.0]
# %% label_counts
label_counts = np.bincount(images.train_labels, minlength=10) / 878
# %% train_images
train_images = small_images.train_images / small_images.train_images.mean()
test_images = small_images.test_images / small_images.test_images.mean()
# %% training
history = model.fit(test_images, test_labels, epochs=6, validation_data=(train_images, train_labels), verbose=0)
# %% curve_statements
curve_statements = {1, 4}
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(train_images, train_labels, batch_size=878, epochs=6, validation_data=(test_images, test_labels), verbose=0)
final_accuracy = {"CNN": np.mean(dense_history.history["val_accuracy"][-3:]), "dense": np.mean(history.history["val_accuracy"][-3:])}
# %% create_deep_cnn
def create_deep_cnn(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(inputs)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Conv2D(50, (3, 3), activation="relu")(x)
    x = keras.layers.MaxPooling2D((2, 2))(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
compile_model(deep_model)
deep_history = deep_model.fit(train_images, train_labels, epochs=3, validation_data=(test_images, test_labels), verbose=0)
