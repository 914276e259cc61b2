# title = "Inputs and targets are split with different seeds; the month stays among the inputs"
# [scores]
# test_features = 0
# test_split = 0
# test_ordered_split = 0
#
# %% features
X = weather.loc[:1095].drop(columns="DATE")
# %% split
X_train, X_rest = train_test_split(X, test_size=0.3, random_state=0)
y_train, y_rest = train_test_split(y, test_size=0.3)
X_val, X_test, y_val, y_test = train_test_split(X_rest, y_rest, test_size=0.5, random_state=0)
# %% ordered_split
stricter_split = "C"
