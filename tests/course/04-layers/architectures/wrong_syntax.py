# title = "A comma is missing in fit, softmax of a softmax, test set described"
# [scores]
# test_image_facts = 0
# test_label_counts = 0
# test_flatten = 0
# test_sparse_loss = 0
# test_training = 0
# test_accuracy_figure = 0
# test_dense_training = 0
# test_parameter_change = 0
# test_deep_training = 0
# test_convolution_axes = 0
#
# %% image_facts
image_facts = [*images.test_images.shape, images.test_images.min(), images.test_images.max()]
# %% label_counts
label_counts = np.bincount(images.test_labels)
# %% flatten
def flatten(blocks):
    return blocks.ravel()
# %% sparse_loss
def sparse_loss(logits, labels):
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    again = np.exp(shares) / np.exp(shares).sum(axis=1, keepdims=True)
    return -np.log(again[np.arange(len(labels)), labels]).mean()
# %% training
history = model.fit(train_images, train_labels, epochs=6 validation_data=(test_images, test_labels))
# %% parameter_change
parameter_change = [22_550, -400_000, 137_060]
# %% deep_training
deep_model = create_deep_cnn((24, 24, 3))
deep_history = deep_model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
# %% convolution_axes
convolution_axes = {"A": 1, "B": 1, "C": 1, "D": 1, "E": 2, "F": 3, "G": 1, "H": 1}
