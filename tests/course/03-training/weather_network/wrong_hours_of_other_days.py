# title = "Each day with the sunshine after another one; a decay of the weights; layers once for all"
# [scores]
# test_create_nn = 0
# test_compile_model = 0
# test_training = 0
#
# %% create_nn
layers = [keras.layers.Dense(100, "relu"), keras.layers.Dense(50, "relu"), keras.layers.Dense(1)]
only_network = keras.Sequential([keras.Input((89,)), *layers])

def create_nn():
    return only_network
# %% compile_model
def compile_model(model):
    adam = keras.optimizers.Adam(weight_decay=0.001)
    model.compile(adam, "mse", metrics=[keras.metrics.RootMeanSquaredError()])
    return model
# %% training
model = compile_model(create_nn())
mixed = np.random.default_rng(0).permutation(y_train)
history = model.fit(X_train, mixed, batch_size=32, epochs=80, verbose=0)
