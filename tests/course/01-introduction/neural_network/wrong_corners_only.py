# title = "Other weights: the four corners come out right, the network of the table does not"
# [scores]
# test_xor_model = 0
#
# %% xor_model
# h1 = relu(x1 - x2), h2 = relu(x2 - x1), y = relu(h1 + h2): exclusive or as well, but another network
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, "relu"), keras.layers.Dense(1, "relu")])
model.set_weights([np.array([[1, -1], [-1, 1]]), np.zeros(2), np.ones((2, 1)), np.zeros(1)])
