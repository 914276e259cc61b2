# title = "Names of a model and of its layers with markup in them"
# trace = "named"
# verdicts = { test_model = ["failed", "refused"] }
#
# %% model
name = "[red]x[_red] <script>alert('active')<_script> {0.__class__} %s \x1b[31m ../../x"
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
object.__setattr__(model, "name", name)
for place in (model, *model.layers):
    place._name = name
    place.__dict__["name"] = name
print("named")
