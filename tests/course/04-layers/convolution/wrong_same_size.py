# title = "The output is kept as large as the image"
# [scores]
# test_edges_by_hand = 0
# test_convolve = 0
# test_edge_model = 0
# test_convolved_shape = 0
# test_padded = 0
#
# %% edges_by_hand
edges_by_hand = [[0] * 5, [0] * 5, [-300] * 5, [-300] * 5, [0] * 5, [0] * 5]
# %% convolve
from scipy import ndimage

def convolve(image, kernel):
    return ndimage.correlate(image.astype(float), kernel.astype(float), mode="constant")
# %% edge_model
edge_model = keras.Sequential([
    keras.Input((None, None, 1)),
    keras.layers.Conv2D(1, 3, padding="same", use_bias=False),
])
edge_model.set_weights([edge_kernel.reshape(3, 3, 1, 1)])
# %% convolved_shape
def convolved_shape(height, width, kernel_size, padding):
    # The names are mixed up.
    if padding == "valid":
        return height, width
    return height - kernel_size + 1, width - kernel_size + 1
# %% padded
def padded(image, kernel_size):
    # The border is repeated instead of zeros.
    return np.pad(image, kernel_size // 2, mode="edge")
