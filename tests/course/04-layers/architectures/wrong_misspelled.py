# title = "A misspelled layer ends create_pooling_cnn and what needs it, not the deeper network; the logits changed in place; flattened for two pictures"
# [scores]
# test_flatten = 0
# test_create_pooling_cnn = 0
# test_compiled_model = 0
# test_sparse_loss = 0
# test_training = 0
# test_accuracy_figure = 0
# test_dense_training = 0
#
# %% flatten
def flatten(stacks):
    return stacks.reshape(2, -1)
# %% create_pooling_cnn
def create_pooling_cnn(input_shape):
    pictures = keras.Input(shape=input_shape)
    maps = keras.layers.Conv2d(50, (3, 3), activation="relu")(pictures)
    return keras.Model(inputs=pictures, outputs=maps)
# %% sparse_loss
def sparse_loss(logits, labels):
    logits -= logits.max(axis=1, keepdims=True)
    of_truth = logits[np.arange(len(labels)), labels]
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - of_truth)
