# title = "Methods with inplace=True, groupby, a splitter, an initializer with a seed"
#
# %% first_rows
first_rows = penguins.iloc[range(5), :]
row_without_measurements = 3.0
# %% table_facts
column_names = penguins.columns.to_numpy()
target_kind = "text"
sample_count = penguins.shape[0]
# %% statistics
weighed_penguins = int(penguins.body_mass_g.notna().sum())
mean_flipper_mm = round(penguins.flipper_length_mm.mean(), 2)
heaviest_g = penguins.sort_values("body_mass_g").body_mass_g.dropna().iloc[-1]
# %% species_counts
species_counts = penguins[["species"]].value_counts()
# %% species_plot
species_grid = sns.pairplot(penguins.dropna(), vars=list(penguins.columns[5:1:-1]), hue="species")
# %% sex_plot
sex_grid = sns.pairplot(penguins, hue="sex", kind="reg")
# %% selected_columns
penguins.drop(["island", "sex"], axis=1, inplace=True)
penguins_selected = penguins
# %% missing_values
penguins_clean = penguins_selected.copy()
penguins_clean.dropna(inplace=True)
# %% features
features = penguins_clean.copy()
features.pop("species")
# %% one_hot_target
target = pd.DataFrame({name: penguins_clean.species == name for name in ["Gentoo", "Adelie", "Chinstrap"]})
# %% output_neurons
output_neurons = penguins_clean["species"].nunique()
# %% split
from sklearn.model_selection import StratifiedShuffleSplit

splitter = StratifiedShuffleSplit(n_splits=1, test_size=0.2, random_state=0)
[(train, test)] = splitter.split(features, target)
X_train, X_test = features.iloc[train], features.iloc[test]
y_train, y_test = target.iloc[train].astype("float32"), target.iloc[test].astype("float32")
# %% class_counts
train_counts = y_train.idxmax(axis="columns").value_counts().to_dict()
# %% initial_weights
def initial_weights(seed):
    keras.utils.set_random_seed(seed)
    layer = keras.layers.Dense(10, kernel_initializer=keras.initializers.GlorotUniform(seed=seed))
    layer(np.zeros((1, 4)))
    return layer.kernel.numpy()
