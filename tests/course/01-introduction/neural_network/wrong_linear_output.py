# title = "The output neuron has no activation function"
# [scores]
# test_xor_model = 0
#
# %% xor_model
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, "relu"), keras.layers.Dense(1)])
model.set_weights([np.ones((2, 2)), np.array([0, -1]), np.array([[1], [-2]]), np.zeros(1)])
