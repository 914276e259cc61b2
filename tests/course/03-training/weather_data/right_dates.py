# title = "Dates go into the table itself, and days, months and rows are found by them"
#
# %% table_size
day_count, reading_count = len(weather.index), sum("_" in name for name in weather)
first_date, last_date = sorted(weather["DATE"])[::len(weather) - 1]
# %% dates
weather["DATE"] = pd.to_datetime(weather["DATE"], format="%Y%m%d")
dates = weather["DATE"]
longest_step_days = (dates - dates.shift()).max() / pd.Timedelta(days=1)
# %% gap_count
def gap_count(table):
    return sum((table[column].isnull() | (table[column].abs() == 9999)).sum() for column in table)


weather_gaps = gap_count(weather.select_dtypes("number"))
# %% stations
measures = {name[6:] for name in weather if name.startswith("BASEL_")}
stations = set()
for name in weather.columns[2:]:
    measure = max((one for one in measures if name.endswith(one)), key=len)
    stations.add(name[: -len(measure) - 1])
# %% shared_measures
shared_measures = set.intersection(
    *({name.removeprefix(f"{place}_") for name in weather if name.startswith(f"{place}_")} for place in stations)
)
# %% monthly_sunshine
monthly_sunshine = weather.groupby(weather["DATE"].dt.month)["BASEL_sunshine"].mean().round(1)
# %% row_counts
loc_rows, iloc_rows = weather.loc[:10].index.size, weather.iloc[:10].index.size
three_years_rows = (weather["DATE"] < "2003-01-01").sum()
# %% features
X = weather[weather["DATE"].dt.year < 2003].drop(columns=["DATE", "MONTH"])
# %% target
by_day = weather.set_index("DATE")["BASEL_sunshine"]
y = by_day.loc[weather["DATE"][: len(X)] + pd.Timedelta(days=1)]
# %% changes
def changes(today, tomorrow):
    return tomorrow.sub(today.set_axis(tomorrow.index))
# %% neighbour_share
def neighbour_share(test_days, train_days):
    known = np.union1d(train_days + 1, train_days - 1)
    return len(np.intersect1d(test_days, known)) / np.size(test_days)


random_split_share = neighbour_share(X_test.index.values, X_train.index.values)
