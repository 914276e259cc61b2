# title = "Gaps are filled with zeros, the island is a feature, a column of the target is dropped"
# [scores]
# test_missing_values = 0
# test_features = 0
# test_one_hot_target = 0
#
# %% missing_values
penguins_clean = penguins_selected.fillna(0)
# %% features
features = penguins.drop(columns=["species", "sex"]).loc[penguins_clean.index]
# %% one_hot_target
target = pd.get_dummies(penguins_clean["species"], drop_first=True)
# %% class_counts
train_counts = penguins_clean.loc[y_train.index, "species"].value_counts()
