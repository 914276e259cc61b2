# title = "The mean squared error, small improvements that do not count, networks that are kept: what follows costs nothing"
# [scores]
# test_rmse = 0
# test_create_nn = 0
# test_stopper = 0
#
# %% rmse
def rmse(predicted, true):
    return np.mean((np.ravel(predicted) - np.ravel(true)) ** 2)
# %% create_nn
kept = {}

def create_nn(nodes1, nodes2):
    if (nodes1, nodes2) not in kept:
        hidden = [keras.layers.Dense(neurons, "relu") for neurons in (nodes1, nodes2)]
        kept[nodes1, nodes2] = keras.Sequential([keras.Input((89,)), *hidden, keras.layers.Dense(1)])
    return kept[nodes1, nodes2]
# %% stopper
early_stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10, min_delta=0.3)
