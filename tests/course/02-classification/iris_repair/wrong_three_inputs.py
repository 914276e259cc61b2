# title = "Three inputs, as in the script; training and predicting stop with an error"
# [scores]
# test_hidden_part = 0
# test_training = 0
# test_predicted_species = 0
#
# %% hidden_part
def hidden_part():
    net = keras.Sequential()
    net.add(keras.Input(shape=(3,)))
    net.add(keras.layers.Dense(50, activation="relu"))
    net.add(keras.layers.Dense(40, activation="relu"))
    return net
