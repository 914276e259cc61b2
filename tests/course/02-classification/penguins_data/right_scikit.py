# title = "scikit-learn's encoder, one split of the whole table, shares by the names of the species"
#
# %% first_rows
first_rows = penguins.loc[:4]
row_without_measurements = first_rows.index[first_rows["sex"].isna()][0]
# %% table_facts
column_names = penguins.columns
target_kind = "text"
sample_count = penguins["species"].describe()["count"]
# %% statistics
weighed_penguins = penguins["body_mass_g"].count()
mean_flipper_mm = np.nanmean(penguins["flipper_length_mm"])
heaviest_g = np.array([penguins["body_mass_g"].max()])
# %% species_counts
from collections import Counter

species_counts = Counter(penguins["species"])
# %% feature_count
feature_count = len(penguins.columns.drop("species"))
# %% species_plot
species_grid = sns.pairplot(penguins, hue="species", corner=True)
# %% best_pair
best_pair = np.array(["bill_depth_mm", "bill_length_mm"])
# %% sex_plot
sex_grid = sns.pairplot(penguins.dropna(), hue="sex", diag_kind="hist").figure
# %% sex_pair
sex_pair = pd.Series(["bill_depth_mm", "body_mass_g"])
# %% selected_columns
penguins_selected = penguins[["species"] + list(penguins.select_dtypes("number"))]
# %% missing_values
penguins_clean = penguins_selected[penguins_selected.notna().all(axis=1)]
# %% features
features = penguins_clean.select_dtypes("number")
# %% one_hot_target
from sklearn.preprocessing import OneHotEncoder

encoder = OneHotEncoder(sparse_output=False)
ones = encoder.fit_transform(penguins_clean[["species"]])
target = pd.DataFrame(ones, columns=encoder.categories_[0], index=penguins_clean.index)
# %% output_neurons
output_neurons = len(encoder.categories_[0])
# %% split
train, test = train_test_split(
    penguins_clean, train_size=0.8, random_state=0, stratify=penguins_clean["species"]
)
X_train, X_test = features.loc[train.index], features.loc[test.index]
y_train, y_test = target.loc[train.index], target.loc[test.index]
# %% class_counts
train_counts = train["species"].value_counts()
# %% initial_weights
def initial_weights(seed):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input(shape=(4,))
    outputs = keras.layers.Dense(10)(inputs)
    return keras.Model(inputs, outputs).get_weights()[0]
