# title = "NumPy arrays wherever the task allows them, slices by place"
#
# %% table_size
day_count = np.size(weather["DATE"])
reading_count = np.float64(len(weather.columns) - 2)
first_date = weather["DATE"].to_numpy()[0]
last_date = weather["DATE"].iloc[-1]
# %% dates
dates = pd.to_datetime(weather["DATE"].astype(str)).to_numpy()
longest_step_days = np.diff(dates).max() / np.timedelta64(1, "D")
# %% gap_count
def gap_count(table):
    values = table.to_numpy(dtype=float)
    return np.count_nonzero(np.isnan(values) | (np.abs(values) == 9999))


weather_gaps = gap_count(weather)
# %% stations
names = weather.columns[2:].to_series()
parts = names.str.extract(r"^(DE_BILT|[A-Z]+)_([a-z_]+)$")
stations, measures = parts[0].unique(), parts[1].unique()
# %% shared_measures
counts = parts[1].value_counts()
shared_measures = counts[counts == len(stations)].index
# %% monthly_sunshine
sunshine = weather["BASEL_sunshine"].to_numpy()
monthly_sunshine = pd.Series(
    [sunshine[weather["MONTH"] == month].mean() for month in np.arange(12) + 1], index=np.arange(12) + 1
).astype("float32")
# %% row_counts
loc_rows = weather.loc[:10].shape[0]
iloc_rows = weather.iloc[:10].shape[0]
three_years_rows = np.sum(weather["DATE"] // 10_000 <= 2002)
# %% features
X = weather.iloc[:1096, 2:].astype("float32")
# %% target
y = weather["BASEL_sunshine"].to_numpy()[1:1097]
# %% changes
def changes(today, tomorrow):
    return np.subtract(np.array(tomorrow), np.array(today))
# %% split
rows, rest = train_test_split(np.arange(len(X)), test_size=0.3, random_state=0)
X_train, y_train = X.iloc[rows], y[rows]
rows, rest_rows = train_test_split(rest, train_size=0.5, random_state=0)
X_val, y_val, X_test, y_test = X.iloc[rows], y[rows], X.iloc[rest_rows], y[rest_rows]
# %% neighbour_share
def neighbour_share(test_days, train_days):
    distances = np.abs(test_days[:, None] - train_days[None, :])
    return (distances.min(axis=1) == 1).mean().astype("float32")


random_split_share = neighbour_share(np.array(X_test.index), np.array(X_train.index))
