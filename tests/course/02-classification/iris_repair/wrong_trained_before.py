# title = "The test flowers first, then those for training; hidden layers without an activation"
# [scores]
# test_hidden_part = 0
# test_training = 0
#
# %% hidden_part
def hidden_part():
    layers = [keras.Input((4,)), keras.layers.Dense(50, "relu"), keras.layers.Dense(40, "tanh")]
    return keras.Sequential(layers)
# %% whole_network
def whole_network():
    layers = [keras.layers.Dense(50, "relu"), keras.layers.Dense(40, "relu")]
    return keras.Sequential([keras.Input((4,)), *layers, keras.layers.Dense(3, "softmax")])
# %% training
network = compiled_network()
network.fit(X_test_scaled, targets(answer_table(species_test)), epochs=20, verbose=0)
history = network.fit(
    X_train_scaled,
    targets(answer_table(species_train)),
    epochs=100,
    validation_split=0.2,
    verbose=0,
)
