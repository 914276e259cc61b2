# title = "Compiled too early, and then another network; the least probable species; all that follows"
# [scores]
# test_whole_network = 0
# test_compiled_loss = 0
# test_species_names = 0
#
# %% whole_network
def whole_network():
    net = hidden_part()
    net.add(keras.layers.Dense(3, activation="softmax"))
    net.compile(optimizer="adam", loss="mean_squared_error")
    return net
# %% compiled_network
def compiled_network():
    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
    net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return net
# %% species_names
def name_species(probabilities):
    return [SPECIES[i] for i in np.argsort(probabilities, axis=1)[:, 0]]
