# title = "Labels that are smoothed"
# [scores]
# test_compiled_model = 0
#
# %% compiled_model
model = create_model(10)
model.compile("adam", keras.losses.CategoricalCrossentropy(label_smoothing=0.1))
