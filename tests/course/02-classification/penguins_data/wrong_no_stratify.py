# title = "The split is not stratified; counts of the table of complete rows; no seed but NumPy's"
# [scores]
# test_species_counts = 0
# test_split = 0
# test_initial_weights = 0
#
# %% species_counts
species_counts = penguins.dropna()["species"].value_counts()
# %% split
X_train, X_test, y_train, y_test = train_test_split(features, target, test_size=0.2, random_state=0)
# %% initial_weights
def initial_weights(seed):
    np.random.seed(seed)
    layer = keras.layers.Dense(10)
    layer.build((None, 4))
    return layer.get_weights()[0]
