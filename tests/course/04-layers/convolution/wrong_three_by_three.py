# title = "Everything is made for a kernel of 3 x 3"
# [scores]
# test_convolve = 0
# test_convolved_shape = 0
# test_padded = 0
# test_convolve_colours = 0
# test_conv_parameters = 0
#
# %% convolve
def convolve(image, kernel):
    if kernel.shape == (1, 1):
        return image * kernel[0, 0]
    out = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = (image[r : r + 3, c : c + 3] * kernel).sum()
    return out
# %% convolved_shape
def convolved_shape(height, width, kernel_size, padding):
    lost = 2 if padding == "valid" and kernel_size > 1 else 0
    return height - lost, width - lost
# %% padded
def padded(image, kernel_size):
    return np.pad(image, 1) if kernel_size > 1 else image
# %% convolve_colours
def convolve_colours(image, kernel):
    return convolve(image[..., 0], kernel[..., 0]) + convolve(image[..., 1], kernel[..., 1]) + convolve(image[..., 2], kernel[..., 2])
# %% conv_parameters
def conv_parameters(n_kernels, kernel_size, n_channels, use_bias):
    n = 9 * n_channels if kernel_size > 1 else n_channels
    return n_kernels * (n + use_bias)
