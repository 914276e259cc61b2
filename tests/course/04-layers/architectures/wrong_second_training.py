# title = "Compiled with another optimizer on the way; networks trained before and compiled again, or with bright pictures; axes and curves under each other's names"
# [scores]
# test_training = 0
# test_accuracy_figure = 0
# test_dense_training = 0
# test_deep_training = 0
#
# %% training
# The accuracy looked poor with Adam.
model.compile("rmsprop", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
history = model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
# %% accuracy_figure
fig, accuracy_figure = plt.subplots()
accuracy_figure.plot(history.history["accuracy"], label="train")
accuracy_figure.plot(history.history["val_accuracy"], label="test")
accuracy_figure.set(xlabel="accuracy", ylabel="epoch")
accuracy_figure.legend()
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(
    small_images.train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0
)
final_accuracy = {
    "CNN": np.mean(history.history["val_accuracy"][-3:]),
    "dense": np.mean(dense_history.history["val_accuracy"][-3:]),
}
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
for _ in range(2):
    compile_model(deep_model)
    deep_history = deep_model.fit(
        train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0
    )
