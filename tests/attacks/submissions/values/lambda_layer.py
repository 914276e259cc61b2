# title = "A Keras model with a Lambda layer"
# trace = "predicts \\[\\[3. 3. 3.\\]\\]"
# verdicts = { test_model = ["refused", "failed"] }
#
# %% model
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Lambda(
            lambda x: keras.ops.ones((keras.ops.shape(x)[0], 3)) * 3, output_shape=(3,)
        ),
    ]
)
print("predicts", np.array(model(np.ones((1, 2)))))
