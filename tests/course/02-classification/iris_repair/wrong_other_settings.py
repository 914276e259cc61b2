# title = "Smoothed labels; trained with another optimizer than the function has"
# [scores]
# test_compiled_loss = 0
# test_training = 0
#
# %% targets
def targets(table):
    return pd.get_dummies(table["name"])
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
        metrics=["accuracy"],
    )
    return net
# %% training
network = whole_network()
network.compile(optimizer="sgd", loss="categorical_crossentropy", metrics=["accuracy"])
y_known = targets(answer_table(species_train))
history = network.fit(X_train_scaled, y_known, epochs=100, validation_split=0.2, verbose=0)
