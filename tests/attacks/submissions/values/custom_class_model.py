# title = "A Keras model of a class of the student's own, whose methods lie"
# trace = "predicts \\[\\[3. 3. 3.\\]\\]"
# verdicts = { test_model = ["refused", "failed"] }
#
# %% model
@keras.saving.register_keras_serializable(package="builtins", name="Sequential")
class Lying(keras.Sequential):
    def __call__(self, inputs, *arguments, **named):
        return np.full((len(inputs), 3), 3.0)

    def count_params(self):
        return 9

    def get_config(self):
        return {"layers": [], "name": "sequential"}


model = Lying([keras.Input((2,)), keras.layers.Dense(1)])
print("predicts", model(np.ones((1, 2))))
