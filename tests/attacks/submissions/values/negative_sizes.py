# title = "A Keras model whose configuration says sizes below zero"
# trace = "says -2"
# verdicts = { test_model = ["refused", "failed"] }
#
# %% model
model = keras.Sequential([keras.Input((2,)), keras.layers.RepeatVector(3)])
config = model.get_config()
config["layers"][1]["config"]["n"] = -2
type(model).get_config = lambda self: config
print("says", model.get_config()["layers"][1]["config"]["n"])
