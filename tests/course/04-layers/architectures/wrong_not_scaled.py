# title = "Pictures as they are; dense and deep networks forgotten to be made anew; an axis without its label"
# [scores]
# test_train_images = 0
# test_accuracy_figure = 0
# test_dense_training = 0
# test_deep_training = 0
#
# %% train_images
train_images = small_images.train_images
test_images = small_images.test_images
# %% accuracy_figure
accuracy_figure = pd.DataFrame(history.history)[["accuracy", "val_accuracy"]].plot(xlabel="epoch")
# %% dense_training
dense_model = model
dense_history = history
final_accuracy = {"CNN": np.mean(history.history["val_accuracy"][-3:]), "dense": np.mean(dense_history.history["val_accuracy"][-3:])}
# %% deep_training
deep_model = model
deep_history = history
