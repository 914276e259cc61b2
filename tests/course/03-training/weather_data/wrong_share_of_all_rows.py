# title = "The second step takes 15 % of the rest; means of three years; both neighbours asked for"
# [scores]
# test_monthly_sunshine = 0
# test_split = 0
# test_neighbour_share = 0
#
# %% monthly_sunshine
monthly_sunshine = weather[:1096].groupby("MONTH")["BASEL_sunshine"].mean()
# %% split
X_train, X_rest, y_train, y_rest = train_test_split(X, y, test_size=0.3, random_state=0)
X_val, X_test, y_val, y_test = train_test_split(X_rest, y_rest, test_size=0.15, random_state=0)
# %% neighbour_share
def neighbour_share(test_days, train_days):
    return np.mean(np.isin(test_days - 1, train_days) & np.isin(test_days + 1, train_days))


random_split_share = neighbour_share(X_test.index.to_numpy(), X_train.index.to_numpy())
