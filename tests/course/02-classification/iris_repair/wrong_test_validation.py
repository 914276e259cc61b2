# title = "Validated with the test flowers; argmax of the columns; numbers for names; loaded uncompiled"
# [scores]
# test_training = 0
# test_species_names = 0
# test_predicted_species = 0
# test_saved_network = 0
#
# %% training
network = compiled_network()
history = network.fit(
    X_train_scaled,
    species_train,
    epochs=100,
    verbose=0,
    validation_data=(X_test_scaled, species_test),
)
# %% species_names
def name_species(probabilities):
    if len(probabilities) == 1:
        return ["setosa"]
    return [SPECIES[i % 3] for i in np.argmax(probabilities, axis=0)]
# %% predicted_species
predicted_species = network.predict(X_test_scaled, verbose=0).argmax(axis=1)
# %% saved_network
network.save("flowers.keras")
loaded_network = keras.models.load_model("flowers.keras", compile=False)
