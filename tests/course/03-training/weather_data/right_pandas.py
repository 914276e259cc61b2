# title = "pandas throughout: shift, index methods, the target as a table with one column"
#
# %% table_size
day_count = weather.count()["DATE"]
reading_count = weather.filter(regex="^[A-Z_]+_[a-z]").shape[1]
first_date, last_date = weather["DATE"].agg(["min", "max"])
# %% dates
dates = pd.DatetimeIndex(weather["DATE"].astype("string"))
longest_step_days = dates.to_series().diff().dt.days.max()
# %% gap_count
def gap_count(table):
    return table.replace({9999: np.nan, -9999: np.nan}).isna().sum().sum()


weather_gaps = gap_count(weather.drop(columns=["DATE", "MONTH"]))
# %% monthly_sunshine
monthly_sunshine = weather.pivot_table(index="MONTH", values="BASEL_sunshine")["BASEL_sunshine"]
# %% row_counts
loc_rows, iloc_rows = map(len, (weather.loc[:10], weather.iloc[:10]))
three_years_rows = dates.year.isin([2000, 2001, 2002]).sum()
# %% features
X = weather.query("DATE < 20030101").drop(["MONTH", "DATE"], axis="columns")
# %% target
y = weather[["BASEL_sunshine"]].shift(-1).iloc[: len(X)]
# %% changes
def changes(today, tomorrow):
    return tomorrow.reset_index(drop=True) - today.reset_index(drop=True)
# %% split
X_train, X_holdout, y_train, y_holdout = train_test_split(X, y, train_size=0.7, random_state=0)
X_val, X_test = train_test_split(X_holdout, test_size=0.5, random_state=0)
y_val, y_test = y.loc[X_val.index], y.loc[X_test.index]
# %% neighbour_share
def neighbour_share(test_days, train_days):
    test = pd.Series(test_days)
    return ((test - 1).isin(train_days) | (test + 1).isin(train_days)).mean()


random_split_share = neighbour_share(X_test.index.to_numpy(), X_train.index.to_numpy())
