# title = "The target of all penguins with mixed-up names, rows in their order, a seed for TensorFlow alone"
# [scores]
# test_one_hot_target = 0
# test_split = 0
# test_initial_weights = 0
#
# %% one_hot_target
target = pd.get_dummies(penguins_clean["species"])
target.columns = ["Adelie", "Gentoo", "Chinstrap"]
# %% split
X_train, X_test, y_train, y_test = train_test_split(features, target, test_size=0.2, shuffle=False)
# %% initial_weights
def initial_weights(seed):
    import tensorflow

    tensorflow.random.set_seed(seed)
    dense = keras.layers.Dense(10)
    dense.build((None, 4))
    return dense.get_weights()[0]
