# title = "The scaler is fitted twice, the table keeps its names, counts before the split, test on top"
# [scores]
# test_scaling = 0
# test_targets = 0
# test_flower_counts = 0
# test_set_uses = 0
#
# %% scaling
def scale(train, test):
    train = MinMaxScaler().fit_transform(train)
    test = MinMaxScaler().fit_transform(test)
    return train, test


X_train_scaled, X_test_scaled = scale(X_train, X_test)
# %% targets
def targets(table):
    return table["name"].astype(str).to_numpy()
# %% set_uses
set_uses = {
    "weights": "training",
    "scaler": "training",
    "epochs": "test",
    "layers": "test",
    "report": "test",
}
# %% flower_counts
fit_flowers = 72
validation_flowers = 18
weight_updates = 225  # 72 / 32 * 100
# %% training
network = compiled_network()
history = network.fit(X_train_scaled, species_train, epochs=100, validation_split=0.2, verbose=0)
