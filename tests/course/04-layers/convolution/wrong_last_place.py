# title = "The last row and column of places are left out; signs by hand are lost"
# [scores]
# test_edges_by_hand = 0
# test_convolve = 0
# test_convolved_shape = 0
# test_convolve_colours = 0
#
# %% edges_by_hand
edges_by_hand = [[0, 0, 0], [300, 300, 300], [300, 300, 300], [0, 0, 0]]
# %% convolve
def convolve(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh, image.shape[1] - kw
    if kernel.size == 1:
        h, w = image.shape
    result = np.zeros((h, w))
    for r in range(h):
        for c in range(w):
            result[r, c] = np.sum(image[r : r + kh, c : c + kw] * kernel)
    return result
# %% convolved_shape
def convolved_shape(height, width, kernel_size, padding):
    if padding == "same" or kernel_size == 1:
        return height, width
    return height - kernel_size, width - kernel_size
# %% convolve_colours
def convolve_colours(image, kernel):
    # One picture for each channel.
    return np.stack([convolve(image[..., k], kernel[..., k]) for k in range(image.shape[2])], axis=-1)
