# title = "SciPy and pandas for the convolutions, answers as arrays and text"
#
# %% feature_count
def feature_count(height, width, channels):
    return np.prod([height, width, channels])
# %% edges_by_hand
import pandas as pd

edges_by_hand = pd.DataFrame([[0.0] * 3, [-300.0] * 3, [-300.0] * 3, [0.0] * 3])
# %% convolve
from scipy import ndimage, signal

def convolve(image, kernel):
    return signal.correlate2d(image, kernel, mode="valid")
# %% edge_model
edge_model = keras.Sequential()
edge_model.add(keras.Input((None, None, 1)))
edge_model.add(
    keras.layers.Conv2D(
        1, 3, use_bias=False, kernel_initializer=keras.initializers.Constant(edge_kernel[:, :, None, None])
    )
)
# %% vertical_kernel
vertical_kernel = np.rot90(edge_kernel)
# %% photo_edges
photo_edges = ndimage.correlate(photo, edge_kernel)[1:-1, 1:-1]
edge_figure = plt.pcolormesh(photo_edges, cmap="gray")
# %% kernel_effects
kernel_effects = pd.Series([5, 1, 2, 3, 4], index=list("ABCDE"))
# %% convolved_shape
def convolved_shape(height, width, kernel_size, padding):
    image, kernel = np.ones((height, width)), np.ones((kernel_size, kernel_size))
    return signal.fftconvolve(image, kernel, mode=padding).shape
# %% padded
def padded(image, kernel_size):
    n = kernel_size // 2
    return pd.DataFrame(np.pad(image.astype(float), ((n, n), (n, n)), mode="constant"))
# %% convolve_colours
def convolve_colours(image, kernel):
    return signal.correlate(image, kernel, mode="valid")[:, :, 0]
# %% saving_factor
saving_factor = dense_parameters(12288, 100) / conv_parameters(100, 3, 3, False)
# %% growth
growth = {"convolutional": "1", "dense": "4"}
