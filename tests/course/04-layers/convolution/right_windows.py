# title = "NumPy without loops: windows, outer sums, slices; Reshape in place of Flatten"
#
# %% dense_parameters
def dense_parameters(n_features, n_neurons):
    return float(np.dot(n_neurons, n_features + 1))
# %% dense_model
dense_model = keras.Sequential([
    keras.Input((64, 64, 3)),
    keras.layers.Reshape((-1,)),
    keras.layers.Dense(units=100, activation=None, name="hundred"),
])
# %% edges_by_hand
bright = np.array([100, 100, 100, 0, 0, 0])
edges_by_hand = np.outer(bright[2:] - bright[:-2], np.full(3, 3))
# %% convolve
def convolve(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, kernel, axes=2)
# %% vertical_kernel
vertical_kernel = np.array([-1.0, 0.0, 1.0]) * np.ones((3, 1))
# %% photo_edges
fig, ax = plt.subplots()
photo_edges = sum(
    edge_kernel[i, j] * photo[i : photo.shape[0] - 2 + i, j : photo.shape[1] - 2 + j]
    for i in range(3)
    for j in range(3)
).astype("float32")
ax.imshow(photo_edges, cmap="RdBu", vmin=-3, vmax=3)
edge_figure = ax
# %% kernel_effects
kernel_effects = {"e": 4, "d": 3, "c": 2, "b": 1, "a": 5}
# %% convolved_shape
def convolved_shape(height, width, kernel_size, padding):
    lost = {"valid": kernel_size - 1, "same": 0}[padding]
    return np.array([height, width]) - lost
# %% padded
def padded(image, kernel_size):
    result = np.zeros(np.array(image.shape) + kernel_size - 1)
    n = (kernel_size - 1) // 2
    result[n : result.shape[0] - n, n : result.shape[1] - n] = image
    return result
# %% convolve_colours
def convolve_colours(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(-3, -2, -1)).squeeze(axis=2)
# %% conv_parameters
def conv_parameters(n_kernels, kernel_size, n_channels, use_bias):
    return n_kernels * (n_channels * kernel_size * kernel_size + use_bias)
