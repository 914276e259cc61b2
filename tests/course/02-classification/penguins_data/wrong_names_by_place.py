# title = "Groups in the order of the alphabet, names by how many there are; another random state"
# [scores]
# test_species_plot = 0
# test_split = 0
#
# %% species_plot
measurements = list(penguins.select_dtypes("number"))
species_grid, axes = plt.subplots(4, 4, figsize=(8, 8))
groups = [group for _, group in penguins.groupby("species")]
for row, y in zip(axes, measurements):
    for ax, x in zip(row, measurements):
        for group, name in zip(groups, penguins["species"].value_counts().index):
            ax.scatter(group[x], group[y], s=3, label=name)
        ax.set(xlabel=x, ylabel=y)
axes[0, 0].legend()
# %% split
X_train, X_test, y_train, y_test = train_test_split(
    features, target, test_size=0.2, random_state=42, stratify=target
)
