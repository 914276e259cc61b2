# title = "Validation and test set change places; the share in per cent; another seed for a stricter test"
# [scores]
# test_split = 0
# test_neighbour_share = 0
# test_ordered_split = 0
#
# %% split
X_train, X_rest, y_train, y_rest = train_test_split(X, y, test_size=0.3, random_state=0)
X_test, X_val, y_test, y_val = train_test_split(X_rest, y_rest, test_size=0.5, random_state=0)
# %% neighbour_share
def neighbour_share(test_days, train_days):
    known = set(train_days)
    return 100 * sum(day - 1 in known or day + 1 in known for day in test_days) / len(test_days)


random_split_share = neighbour_share(X_test.index.to_numpy(), X_train.index.to_numpy())
# %% ordered_split
stricter_split = "A"
