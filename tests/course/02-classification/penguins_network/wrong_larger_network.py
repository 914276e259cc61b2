# title = "A network of twelve hidden neurons"
# [scores]
# test_compiled_model = 0
#
# %% compiled_model
model = create_model(12)
model.compile("adam", "categorical_crossentropy")
