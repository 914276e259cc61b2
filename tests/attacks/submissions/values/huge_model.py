# title = "A configuration that asks the judge for a model of a thousand gigabytes"
# trace = "asks"
# verdicts = { test_model = ["refused", "failed", "out_of_memory", "timeout"] }
#
# %% model
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
config = model.get_config()
config["layers"][1]["config"]["units"] = 2**38
type(model).get_config = lambda self: config
print("asks")
