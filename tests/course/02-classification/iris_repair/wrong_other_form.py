# title = "One-hot targets, but the loss and its training with labels; a metric that compares numbers"
# [scores]
# test_compiled_loss = 0
# test_compiled_accuracy = 0
# test_validation_problem = 0
# test_comment_facts = 0
#
# %% targets
def targets(table):
    return pd.get_dummies(table["name"]).astype(int).to_numpy()
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=[keras.metrics.CategoricalAccuracy()],
    )
    return net
# %% validation_problem
validation_problem = "A"
# %% training
network = compiled_network()
history = network.fit(X_train_scaled, species_train, epochs=100, validation_split=0.2, verbose=0)
# %% comment_facts
comment_facts = {"epoch": "D", "file": "A", "import": "B"}
