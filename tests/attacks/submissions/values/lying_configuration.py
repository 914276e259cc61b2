# title = "A Keras model whose configuration names functions and modules to be loaded"
# trace = "config: "
# verdicts = { test_model = ["refused", "failed"] }
#
# %% model
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
hostile = {
    "module": "os",
    "class_name": "system",
    "config": {"command": "touch /tmp/unpickled"},
    "registered_name": None,
}
layer = {
    "module": "keras.layers",
    "class_name": "Lambda",
    "config": {"name": "x", "function": {"class_name": "__lambda__", "config": {"code": "4wA="}}},
    "registered_name": None,
}
function = {
    "module": "builtins",
    "class_name": "function",
    "config": "eval",
    "registered_name": "eval",
}
config = {"name": "sequential", "layers": [hostile, layer, function]}
type(model).get_config = lambda self: config
print("config:", model.get_config()["layers"][0]["module"])
