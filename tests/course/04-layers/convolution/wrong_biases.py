# title = "Biases are forgotten, counted once or left in"
# [scores]
# test_dense_parameters = 0
# test_edge_model = 0
# test_conv_parameters = 0
# test_conv_model = 0
#
# %% dense_parameters
def dense_parameters(n_features, n_neurons):
    return n_features * n_neurons + 1
# %% edge_model
edge_model = keras.Sequential([keras.Input((None, None, 1)), keras.layers.Conv2D(1, 3)])
edge_model.set_weights([edge_kernel.reshape(3, 3, 1, 1), np.zeros(1)])
# %% conv_parameters
def conv_parameters(n_kernels, kernel_size, n_channels, use_bias):
    # A bias for every channel of every kernel.
    return n_kernels * n_channels * (kernel_size**2 + use_bias)
# %% conv_model
conv_model = keras.Sequential([keras.Input((64, 64, 3)), keras.layers.Conv2D(100, 3, padding="same")])
# %% saving_factor
saving_factor = dense_model.count_params() / conv_model.count_params()
