# title = "Keras for everything: it convolves, in float32, and counts; tensors as results"
#
# %% dense_parameters
def dense_parameters(n_features, n_neurons):
    layer = keras.layers.Dense(n_neurons)
    layer.build((None, n_features))
    return layer.count_params()
# %% convolve
def convolve(image, kernel):
    image = keras.ops.cast(image, "float32")
    kernel = keras.ops.cast(kernel, "float32")
    return keras.ops.conv(image[None, :, :, None], kernel[:, :, None, None])[0, :, :, 0]
# %% edge_model
edge_model = keras.Sequential([keras.Input((None, None, 1)), keras.layers.Conv2D(1, 3, use_bias=False)])
edge_model.layers[0].kernel.assign(np.expand_dims(edge_kernel, axis=(2, 3)))
# %% photo_edges
photo_edges = edge_model.predict(photo[None, :, :, None], verbose=0)[0, :, :, 0]
edge_figure = plt.figure()
plt.imshow(photo_edges, cmap="gray")
# %% convolved_shape
def convolved_shape(height, width, kernel_size, padding):
    layer = keras.layers.Conv2D(1, kernel_size, padding=padding)
    return layer.compute_output_shape((None, height, width, 1))[1:3]
# %% padded
def padded(image, kernel_size):
    return keras.layers.ZeroPadding2D(kernel_size // 2)(image[None, :, :, None])[0, :, :, 0]
# %% convolve_colours
def convolve_colours(image, kernel):
    return keras.ops.conv(
        keras.ops.convert_to_tensor(image[None], "float32"),
        keras.ops.convert_to_tensor(kernel[..., None], "float32"),
    )[0, ..., 0]
# %% conv_parameters
def conv_parameters(n_kernels, kernel_size, n_channels, use_bias):
    layer = keras.layers.Conv2D(n_kernels, kernel_size, use_bias=use_bias)
    layer.build((None, None, None, n_channels))
    return layer.count_params()
# %% conv_model
conv_model = keras.Sequential([
    keras.Input((64, 64, 3)),
    keras.layers.ZeroPadding2D(1),
    keras.layers.Conv2D(100, 3, use_bias=False),
])
# %% saving_factor
saving_factor = np.float32(455.1)
