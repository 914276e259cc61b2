# title = "The dense layer gets the image as it is; the output of the convolutional layer is too small"
# [scores]
# test_dense_model = 0
# test_conv_model = 0
# test_saving_factor = 0
#
# %% dense_model
dense_model = keras.Sequential([keras.Input((64, 64, 3)), keras.layers.Dense(100)])
# %% conv_model
conv_model = keras.Sequential([keras.Input((64, 64, 3)), keras.layers.Conv2D(100, 3, use_bias=False)])
# %% saving_factor
saving_factor = dense_model.count_params() / conv_model.count_params()
