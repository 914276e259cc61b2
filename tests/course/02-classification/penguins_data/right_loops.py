# title = "Plain Python: loops, dictionaries, typed numbers"
#
# %% first_rows
first_rows = penguins[:5]
for label in first_rows.index:
    if first_rows.loc[label].isna().any():
        row_without_measurements = label
# %% table_facts
column_names = set()
for column in penguins:
    column_names.add(column)
target_kind = "Text"
sample_count = 0
for _ in penguins["species"]:
    sample_count += 1
# %% statistics
weighed_penguins = 342
mean_flipper_mm = 200.9
heaviest_g = 6300
# %% species_counts
species_counts = {}
for species in penguins["species"]:
    species_counts[species] = species_counts.get(species, 0) + 1
# %% feature_count
feature_count = 6
# %% species_plot
measurements = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
species_grid, axes = plt.subplots(4, 4, figsize=(10, 10), layout="constrained")
for row, y in enumerate(measurements):
    for column, x in enumerate(measurements):
        for species, part in penguins.groupby("species"):
            axes[row, column].scatter(part[x], part[y], s=4, label=species)
        axes[row, column].set(xlabel=x, ylabel=y)
axes[0, 0].legend()
# %% distinct_species
distinct_species = "gentoo"
# %% best_pair
best_pair = ["flipper_length_mm", "bill_length_mm"]
# %% sex_plot
sex_grid = sns.PairGrid(penguins, hue="sex").map(sns.scatterplot).add_legend()
# %% sex_pair
sex_pair = ("body_mass_g", "bill_depth_mm")
# %% selected_columns
kept = []
for column in penguins.columns:
    if column not in ("island", "sex"):
        kept.append(column)
penguins_selected = penguins[kept]
# %% missing_values
complete = []
for label, row in penguins_selected.iterrows():
    if not row.isna().any():
        complete.append(label)
penguins_clean = penguins_selected.loc[complete]
# %% features
features = penguins_clean[["body_mass_g", "flipper_length_mm", "bill_depth_mm", "bill_length_mm"]]
# %% one_hot_target
target = pd.DataFrame(index=penguins_clean.index)
for name in ["Adelie", "Chinstrap", "Gentoo"]:
    target[name] = [1.0 if species == name else 0.0 for species in penguins_clean["species"]]
# %% output_neurons
output_neurons = "3"
# %% split
X_train, X_test, y_train, y_test = train_test_split(
    features, target, test_size=69, random_state=0, shuffle=True, stratify=target
)
# %% class_counts
train_counts = {name: 0 for name in target.columns}
for _, row in y_train.iterrows():
    for name in row.index:
        train_counts[name] += row[name]
# %% class_balance
class_balance = "b"
# %% initial_weights
def initial_weights(seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(10, activation="relu")])
    return model.layers[0].get_weights()[0]
