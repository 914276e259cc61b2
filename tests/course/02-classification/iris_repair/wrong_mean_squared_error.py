# title = "Mean squared error on one-hot rows, nothing measured beside it, the output a sigmoid"
# [scores]
# test_whole_network = 0
# test_compiled_loss = 0
# test_compiled_accuracy = 0
#
# %% targets
def targets(table):
    return keras.utils.to_categorical(table["number"], 3)
# %% whole_network
def whole_network():
    net = hidden_part()
    net.add(keras.layers.Dense(3, activation="sigmoid"))
    return net
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(optimizer="adam", loss="mean_squared_error")
    return net
