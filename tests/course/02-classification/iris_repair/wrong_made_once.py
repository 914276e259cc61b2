# title = "One network for all calls; scaled in place; what was saved is taken for what was loaded"
# [scores]
# test_scaling = 0
# test_whole_network = 0
# test_saved_network = 0
#
# %% scaling
def scale(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    for flowers in (train, test):
        flowers -= low
        flowers /= high - low
    return train, test


X_train_scaled, X_test_scaled = scale(X_train, X_test)
# %% whole_network
net = hidden_part()
net.add(keras.layers.Dense(3, activation="softmax"))


def whole_network():
    return net
# %% saved_network
network.save("flowers.keras")
loaded_network = network
