# title = "A pooling layer takes the place of Flatten; effects are swapped, a factor is rounded up"
# [scores]
# test_dense_model = 0
# test_kernel_effects = 0
# test_saving_factor = 0
# test_growth = 0
#
# %% dense_model
dense_model = keras.Sequential([
    keras.Input((64, 64, 3)),
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(100),
])
# %% kernel_effects
kernel_effects = {"A": 1, "B": 5, "C": 2, "D": 4, "E": 3}
# %% saving_factor
saving_factor = 456
# %% growth
growth = {"dense": 2, "convolutional": 1}
