# title = "Arrays instead of tables, the parts in the wrong order"
# [scores]
# test_features = 0
# test_one_hot_target = 0
# test_split = 0
# test_class_counts = 0
#
# %% features
features = penguins_clean.drop(columns="species").to_numpy()
# %% one_hot_target
target = pd.get_dummies(penguins_clean["species"]).to_numpy()
# %% split
X_train, y_train, X_test, y_test = train_test_split(features, target, test_size=0.2, random_state=0, stratify=target)
# %% class_counts
train_counts = y_train.sum(axis=0)
