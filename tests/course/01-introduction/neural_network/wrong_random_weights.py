# title = "The right layers with the weights that Keras drew"
# [scores]
# test_xor_model = 0
#
# %% xor_model
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, "relu"), keras.layers.Dense(1, "relu")])
