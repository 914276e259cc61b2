# title = "A layer too many before the dense one, another kind of convolution, biases left out of a division"
# [scores]
# test_dense_model = 0
# test_edge_model = 0
# test_saving_factor = 0
#
# %% dense_model
dense_model = keras.Sequential()
dense_model.add(keras.Input(shape=(64, 64, 3)))
dense_model.add(keras.layers.Rescaling(1 / 255))
dense_model.add(keras.layers.Flatten())
dense_model.add(keras.layers.Dense(100))
# %% edge_model
edge_model = keras.Sequential([
    keras.Input(shape=(None, None, 1)),
    keras.layers.DepthwiseConv2D(3, use_bias=False),
])
edge_model.set_weights([edge_kernel.reshape(3, 3, 1, 1)])
# %% saving_factor
saving_factor = (64 * 64 * 3 * 100) / (100 * 3 * 3 * 3)
