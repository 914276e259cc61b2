# title = "Sums are cut to whole numbers, the kernel lies transposed, a bracket is open"
# [scores]
# test_convolve = 0
# test_edge_model = 0
# test_photo_edges = 0
# test_kernel_effects = 0
# test_padded = 0
#
# %% convolve
def convolve(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), dtype=int)
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = np.sum(image[r : r + kh, c : c + kw] * kernel)
    return out
# %% edge_model
edge_model = keras.Sequential([keras.Input((None, None, 1)), keras.layers.Conv2D(1, 3, use_bias=False)])
edge_model.set_weights([edge_kernel.T.reshape(3, 3, 1, 1)])
# %% photo_edges
photo_edges = np.abs(edge_model.predict(photo[None, :, :, None], verbose=0)[0, :, :, 0])
edge_figure = plt.imshow(photo_edges)
# %% kernel_effects
kernel_effects = {"A": 5, "B": 1, "C": 2, "D": 3, "E": 4
# %% padded
def padded(image, kernel_size):
    n = kernel_size // 2
    height, width = image.shape
    out = np.zeros((height + 2 * n, width + 2 * n), dtype=int)
    out[n : n + height, n : n + width] = image
    return out
# %% convolve_colours
def convolve_colours(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.sum(windows[:, :, 0] * kernel, axis=(2, 3, 4))
