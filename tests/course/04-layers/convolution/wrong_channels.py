# title = "The channels are forgotten: in the features, in the colour kernel, in the parameters"
# [scores]
# test_feature_count = 0
# test_convolve_colours = 0
# test_conv_parameters = 0
# test_saving_factor = 0
#
# %% feature_count
def feature_count(height, width, channels):
    return height * width
# %% convolve_colours
def convolve_colours(image, kernel):
    # The mean of the colours first, as in a gray image.
    return convolve(image.mean(axis=2), kernel.sum(axis=2))
# %% conv_parameters
def conv_parameters(n_kernels, kernel_size, n_channels, use_bias):
    return n_kernels * kernel_size**2 + (n_kernels if use_bias else 0)
# %% saving_factor
saving_factor = (64 * 64 * 100 + 100) / 2700
