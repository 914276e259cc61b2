# title = "All pairs in a single colour; a seed for NumPy alone"
# [scores]
# test_species_plot = 0
# test_initial_weights = 0
#
# %% species_plot
species_grid = sns.pairplot(penguins)
# %% initial_weights
def initial_weights(seed):
    np.random.seed(seed)
    dense = keras.layers.Dense(10)
    dense.build((None, 4))
    return dense.get_weights()[0]
