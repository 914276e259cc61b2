# title = "Incomplete rows stay, the species is a feature, labels for one-hot rows, the sets swapped"
# [scores]
# test_selected_columns = 0
# test_missing_values = 0
# test_features = 0
# test_one_hot_target = 0
# test_output_neurons = 0
# test_split = 0
#
# %% selected_columns
penguins_selected = penguins.dropna().drop(columns=["island", "sex", "body_mass_g"])
# %% missing_values
penguins_clean = penguins.drop(columns=["island", "sex"]).dropna(how="all")
# %% features
features = penguins_clean
# %% one_hot_target
target = penguins_clean["species"].map({"Adelie": 0, "Chinstrap": 1, "Gentoo": 2})
# %% output_neurons
output_neurons = 1
# %% split
X_test, X_train, y_test, y_train = train_test_split(features, target, test_size=0.2, random_state=0, stratify=target)
# %% class_counts
counts = y_train.value_counts()
train_counts = {"Adelie": counts[0], "Chinstrap": counts[1], "Gentoo": counts[2]}
