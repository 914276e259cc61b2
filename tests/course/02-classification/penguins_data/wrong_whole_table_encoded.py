# title = "The whole table is encoded, half of the rows are tested, the gaps cost columns"
# [scores]
# test_missing_values = 0
# test_one_hot_target = 0
# test_split = 0
#
# %% missing_values
penguins_clean = penguins_selected.dropna(axis="columns")
# %% features
features = penguins.drop(columns=["species", "island", "sex"]).dropna()
# %% one_hot_target
target = pd.get_dummies(penguins.drop(columns=["island", "sex"]).dropna())
# %% output_neurons
output_neurons = 3
# %% split
labels = penguins.loc[features.index, "species"]
target = pd.get_dummies(labels)
X_train, X_test, y_train, y_test = train_test_split(features, target, test_size=0.5, random_state=0, stratify=labels)
