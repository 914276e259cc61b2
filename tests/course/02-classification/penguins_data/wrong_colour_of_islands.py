# title = "Both plots are coloured by island"
# [scores]
# test_species_plot = 0
# test_sex_plot = 0
#
# %% species_plot
species_grid = sns.pairplot(penguins, hue="island")
# %% sex_plot
sex_grid = sns.pairplot(penguins.dropna(subset=["sex"]), hue="island")
