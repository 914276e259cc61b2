# title = "Labels for one-hot rows, features with new labels; the split after them is right"
# [scores]
# test_features = 0
# test_one_hot_target = 0
#
# %% features
features = penguins_clean.drop(columns="species").reset_index(drop=True)
# %% one_hot_target
target = penguins_clean["species"].astype("category").cat.codes
# %% output_neurons
output_neurons = 3
# %% class_counts
train_counts = y_train.map({0: "Adelie", 1: "Chinstrap", 2: "Gentoo"}).value_counts()
