# title = "Three times 365 days by place: a day too few, and a target that ends too early"
# [scores]
# test_row_counts = 0
# test_features = 0
# test_target = 0
# test_table_size = 0
#
# %% table_size
day_count = weather.shape[0]
reading_count = weather.shape[1]
first_date, last_date = 20000101, 20100101
# %% row_counts
loc_rows = len(weather.loc[:10])
iloc_rows = len(weather.iloc[:10])
three_years_rows = 3 * 365
# %% features
X = weather.iloc[: 3 * 365, 2:]
# %% target
y = X["BASEL_sunshine"].shift(-1)
