# title = "The parenthesis is still open; the wrong number of inputs, hidden by a cut; clipped scale"
# [scores]
# test_scaling = 0
# test_hidden_part = 0
# test_whole_network = 0
#
# %% scaling
def scale(train, test):
    scaler = MinMaxScaler(clip=True)
    scaler.fit(train)
    return scaler.transform(train), scaler.transform(test)


X_train_scaled, X_test_scaled = scale(X_train, X_test)
# %% hidden_part
def hidden_part():
    net = keras.Sequential()
    net.add(keras.Input(shape=(150,)))
    net.add(keras.layers.Dense(50, activation="relu"))
    net.add(keras.layers.Dense(40, activation="relu"))
    return net
# %% whole_network
def whole_network():
    net = hidden_part()
    net.add(keras.layers.Dense(3, activation="softmax")
    return net
# %% compiled_network
def compiled_network():
    net = keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(50, "relu"),
            keras.layers.Dense(40, "relu"),
            keras.layers.Dense(3, "softmax"),
        ]
    )
    net.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return net
