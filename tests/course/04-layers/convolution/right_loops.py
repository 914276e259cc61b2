# title = "Plain Python: loops, lists, Functional models"
#
# %% feature_count
def feature_count(height, width, channels):
    n = 0
    for _ in range(channels):
        n += height * width
    return n
# %% dense_parameters
def dense_parameters(n_features, n_neurons):
    return n_features * n_neurons + n_neurons
# %% dense_model
inputs = keras.Input(shape=(64, 64, 3))
flat = keras.layers.Flatten()(inputs)
dense_model = keras.Model(inputs=inputs, outputs=keras.layers.Dense(100)(flat))
# %% edges_by_hand
edges_by_hand = (
    (0, 0, 0),
    (-300, -300, -300),
    (-300, -300, -300),
    (0, 0, 0),
)
# %% convolve
def convolve(image, kernel):
    h, w = image.shape
    kh, kw = kernel.shape
    result = []
    for r in range(h - kh + 1):
        row = []
        for c in range(w - kw + 1):
            total = 0
            for i in range(kh):
                for j in range(kw):
                    total += kernel[i, j] * image[r + i, c + j]
            row.append(total)
        result.append(row)
    return np.array(result)
# %% edge_model
edge_model = keras.Sequential([
    keras.layers.Input(shape=(None, None, 1)),
    keras.layers.Conv2D(filters=1, kernel_size=(3, 3), use_bias=False),
])
weights = np.zeros((3, 3, 1, 1))
for i in range(3):
    for j in range(3):
        weights[i, j, 0, 0] = edge_kernel[i, j]
edge_model.set_weights([weights])
# %% vertical_kernel
vertical_kernel = [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
# %% photo_edges
photo_edges = convolve(photo, edge_kernel)
plt.imshow(photo_edges)
plt.colorbar()
edge_figure = plt.gcf()
# %% convolved_shape
def convolved_shape(height, width, kernel_size, padding):
    if padding == "same":
        return (height, width)
    elif padding == "valid":
        return (height - kernel_size + 1, width - kernel_size + 1)
# %% padded
def padded(image, kernel_size):
    frame = int((kernel_size - 1) / 2)
    result = np.zeros((image.shape[0] + 2 * frame, image.shape[1] + 2 * frame))
    for r in range(image.shape[0]):
        for c in range(image.shape[1]):
            result[r + frame, c + frame] = image[r, c]
    return result
# %% convolve_colours
def convolve_colours(image, kernel):
    result = 0
    for k in range(kernel.shape[-1]):
        result = result + convolve(image[..., k], kernel[..., k])
    return result
# %% conv_parameters
def conv_parameters(n_kernels, kernel_size, n_channels, use_bias):
    n = 0
    for _ in range(n_kernels):
        n += kernel_size * kernel_size * n_channels
        if use_bias:
            n += 1
    return n
# %% conv_model
conv_model = keras.Model(inputs, keras.layers.Conv2D(100, (3, 3), use_bias=False, padding="same")(inputs))
# %% saving_factor
saving_factor = 455.1
