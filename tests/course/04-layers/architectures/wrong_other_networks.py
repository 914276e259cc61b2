# title = "A function that compiles nothing; a dense layer alone; labels of other pictures"
# [scores]
# test_compiled_model = 0
# test_dense_training = 0
# test_deep_training = 0
#
# %% compiled_model
logits_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

def compile_model(network):
    return network

model = create_pooling_cnn((24, 24, 3))
model.compile("adam", logits_loss, metrics=["accuracy"])
# %% dense_training
dense_model = keras.Sequential([keras.Input((24, 24, 3)), keras.layers.Flatten()])
dense_model.add(keras.layers.Dense(10))
dense_model.compile("adam", logits_loss, metrics=["accuracy"])
dense_history = dense_model.fit(
    train_images, train_labels, 32, 6, 0, validation_data=(test_images, test_labels)
)
final_accuracy = {
    "CNN": np.mean(history.history["val_accuracy"][-3:]),
    "dense": np.mean(dense_history.history["val_accuracy"][-3:]),
}
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
deep_model.compile("adam", logits_loss, metrics=["accuracy"])
mixed = np.random.default_rng(1).permutation(train_labels)
deep_history = deep_model.fit(
    train_images, mixed, 32, 6, 0, validation_data=(test_images, test_labels)
)
