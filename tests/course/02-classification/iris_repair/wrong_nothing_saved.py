# title = "Saved under another name; no validation; two columns as targets; the table trained by number"
# [scores]
# test_targets = 0
# test_compiled_accuracy = 0
# test_training = 0
# test_saved_network = 0
#
# %% targets
def targets(table):
    return pd.DataFrame({"number": table["number"], "code": table["name"].cat.codes})
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(
        "adam", "sparse_categorical_crossentropy", metrics=["accuracy", "sparse_top_k_categorical_accuracy"]
    )
    return net
# %% training
network = compiled_network()
history = network.fit(X_train_scaled, species_train, epochs=100, verbose=0)
# %% saved_network
network.save("my_flowers.keras")
loaded_network = keras.models.load_model("my_flowers.keras")
