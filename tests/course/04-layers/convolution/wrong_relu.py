# title = "ReLU cuts the sums below zero; the photo itself is drawn"
# [scores]
# test_dense_model = 0
# test_edge_model = 0
# test_photo_edges = 0
# test_vertical_kernel = 0
# test_saving_factor = 0
# test_growth = 0
#
# %% dense_model
dense_model = keras.Sequential([
    keras.Input((64, 64, 3)),
    keras.layers.Flatten(),
    keras.layers.Dense(100, activation="relu"),
])
# %% edge_model
edge_model = keras.Sequential([
    keras.Input((None, None, 1)),
    keras.layers.Conv2D(1, 3, use_bias=False, activation="relu"),
])
edge_model.set_weights([edge_kernel.reshape(3, 3, 1, 1)])
# %% vertical_kernel
vertical_kernel = edge_kernel[::-1]
# %% photo_edges
photo_edges = convolve(photo, edge_kernel)
plt.imshow(photo, cmap="gray")
edge_figure = plt.gca()
# %% saving_factor
saving_factor = 2000
# %% growth
growth = {"dense": 4, "convolutional": 4}
