# title = "Trained before and compiled again, and compiled once for all calls; a column dropped in place"
# [scores]
# test_targets = 0
# test_compiled_loss = 0
# test_training = 0
# test_species_names = 0
#
# %% targets
def targets(table):
    table.drop(columns="name", inplace=True)
    return table
# %% compiled_network
ready = whole_network()
ready.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])


def compiled_network():
    return ready
# %% training
network = compiled_network()
y_known = targets(answer_table(species_train))
network.fit(X_train_scaled, y_known, epochs=50, verbose=0)
network.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
history = network.fit(X_train_scaled, y_known, epochs=100, validation_split=0.2, verbose=0)
# %% species_names
# numbers for names, and so for those of the test flowers
def name_species(probabilities):
    return np.argmax(probabilities, axis=1)
