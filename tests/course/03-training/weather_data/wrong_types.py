# title = "Text for numbers, prints for returns, arrays for tables, a cell with a syntax error"
# [scores]
# test_table_size = 0
# test_dates = 0
# test_gap_count = 0
# test_shared_measures = 0
# test_monthly_sunshine = 0
# test_row_counts = 0
# test_features = 0
# test_changes = 0
# test_neighbour_share = 0
# test_ordered_split = 0
#
# %% table_size
day_count, reading_count = "3654", 89
first_date, last_date = dates_of_table = weather["DATE"].iloc[[0, -1]]
# %% dates
dates = weather["DATE"].astype(str)
longest_step_days = 1
# %% gap_count
def gap_count(table):
    print((table.isna() | table.isin([-9999, 9999])).to_numpy().sum())


weather_gaps = gap_count(weather)
# %% shared_measures
shared_measures = "precipitation, temp_mean, temp_min, temp_max"
# %% monthly_sunshine
monthly_sunshine = weather.groupby("MONTH")["BASEL_sunshine"].mean().tolist()
# %% row_counts
loc_rows = weather.loc[:10]
iloc_rows = weather.iloc[:10]
three_years_rows = "1096"
# %% features
X = weather.iloc[:1096, 2:].to_numpy()
# %% target
y = weather["BASEL_sunshine"][1:1097]
# %% changes
def changes(today, tomorrow):
    return tomorrow.to_numpy() - today.to_numpy(
# %% split
X_train, X_rest, y_train, y_rest = train_test_split(pd.DataFrame(X), y, test_size=0.3, random_state=0)
X_val, X_test, y_val, y_test = train_test_split(X_rest, y_rest, test_size=0.5, random_state=0)
# %% neighbour_share
def neighbour_share(test_days, train_days):
    return [day - 1 in train_days or day + 1 in train_days for day in test_days]


random_split_share = neighbour_share(X_test.index.to_numpy(), X_train.index.to_numpy())
# %% ordered_split
stricter_split = False
