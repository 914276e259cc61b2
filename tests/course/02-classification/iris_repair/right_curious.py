# title = "Labels as a column, a model within a model, and many networks tried on the way"
#
# %% targets
def targets(table):
    return pd.DataFrame({"species": table["name"].cat.codes})
# %% hidden_part
def hidden_part():
    return keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(50, "relu"), keras.layers.Dense(40, "relu")]
    )


for _ in range(3):
    print(hidden_part().predict(X_train_scaled, verbose=0).shape)
# %% whole_network
def whole_network():
    inputs = keras.Input((4,))
    return keras.Model(inputs, keras.layers.Dense(3, "softmax")(hidden_part()(inputs)))


for _ in range(3):
    print(whole_network().predict(X_test_scaled, verbose=0).sum())
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile("adam", keras.losses.sparse_categorical_crossentropy, weighted_metrics=["accuracy"])
    return net


for _ in range(3):
    print(compiled_network().evaluate(X_test_scaled, species_test, verbose=0))
# %% training
network = compiled_network()
labels = targets(answer_table(species_train))
history = network.fit(X_train_scaled, labels, epochs=100, validation_split=0.2, verbose=0)
print(network.evaluate(X_test_scaled, species_test, verbose=0))
# %% saved_network
network.save("flowers.keras")
loaded_network = keras.models.load_model("flowers.keras", compile=False)
loaded_network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
loaded_network = keras.models.load_model("flowers.keras")
print(loaded_network.predict(X_test_scaled, verbose=0)[:2])
