# title = "The species is dropped too; all biases for the kernel"
# [scores]
# test_selected_columns = 0
# test_initial_weights = 0
#
# %% selected_columns
penguins_selected = penguins.drop(columns=["species", "island", "sex"])
# %% features
features = penguins_clean
# %% one_hot_target
target = pd.get_dummies(penguins.loc[penguins_clean.index, "species"])
# %% initial_weights
def initial_weights(seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense(10)
    dense.build((None, 4))
    return dense.get_weights()[1]
