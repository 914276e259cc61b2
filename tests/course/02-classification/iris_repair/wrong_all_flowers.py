# title = "Trained on all 150; logits; rounded probabilities; unscaled test; an untrained network saved"
# [scores]
# test_compiled_loss = 0
# test_training = 0
# test_species_names = 0
# test_predicted_species = 0
# test_saved_network = 0
#
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(
        "adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
    )
    return net
# %% training
X_scaled = MinMaxScaler().fit_transform(iris.data)
network = compiled_network()
history = network.fit(X_scaled, iris.target, validation_split=0.2, epochs=100, verbose=0)
# %% species_names
def name_species(probabilities):
    names = []
    for row in probabilities.round():
        for name, chosen in zip(SPECIES, row):
            if chosen:
                names.append(name)
    return names
# %% predicted_species
predicted_species = [SPECIES[i] for i in network.predict(X_test, verbose=0).argmax(axis=1)]
# %% saved_network
compiled_network().save("flowers.keras")
loaded_network = network
