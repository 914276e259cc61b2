# title = "One plot instead of all pairs, no colours for the sex, a seed set too late"
# [scores]
# test_species_plot = 0
# test_sex_plot = 0
# test_initial_weights = 0
#
# %% species_plot
species_grid = sns.scatterplot(penguins, x="bill_length_mm", y="bill_depth_mm", hue="species")
# %% sex_plot
sex_grid = sns.pairplot(penguins)
# %% initial_weights
def initial_weights(seed):
    dense = keras.layers.Dense(10)
    dense.build((None, 4))
    keras.utils.set_random_seed(seed)
    return dense.get_weights()[0]
