# title = "The second hidden neuron counts three times too much"
# [scores]
# test_xor_model = 0
#
# %% xor_model
model = keras.Sequential(
    [keras.Input((2,)), keras.layers.Dense(2, "relu"), keras.layers.Dense(1, "relu")]
)
model.layers[0].set_weights([np.ones((2, 2)), np.array([0.0, -1.0])])
model.layers[1].set_weights([np.array([[1.0], [-6.0]]), np.zeros(1)])
