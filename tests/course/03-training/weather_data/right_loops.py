# title = "Plain Python: loops, dictionaries, typed numbers, lists"
#
# %% table_size
day_count = 0
for _ in weather["DATE"]:
    day_count += 1
reading_count = 89
first_date, last_date = 20000101, 20100101
# %% dates
from datetime import datetime

texts = [str(number) for number in weather["DATE"]]
dates = pd.Series([datetime(int(text[:4]), int(text[4:6]), int(text[6:])) for text in texts])
longest_step_days = 0
for first, second in zip(dates[:-1], dates[1:]):
    longest_step_days = max(longest_step_days, (second - first).days)
# %% gap_count
def gap_count(table):
    count = 0
    for column in table.columns:
        for value in table[column]:
            if value != value or value == 9999 or value == -9999:
                count += 1
    return count


weather_gaps = gap_count(weather)
# %% stations
stations = [
    *("BASEL", "DE_BILT", "DRESDEN", "DUSSELDORF", "HEATHROW", "KASSEL"),
    *("MAASTRICHT", "MALMO", "MUENCHEN", "SONNBLICK", "TOURS"),
]
measures = []
for column in weather.columns[2:]:
    for station in stations:
        if column.startswith(station + "_"):
            measure = column[len(station) + 1 :]
            if measure not in measures:
                measures.append(measure)
# %% shared_measures
shared_measures = []
for measure in measures:
    count = 0
    for column in weather.columns:
        if column.endswith("_" + measure):
            count += 1
    if count == len(stations):
        shared_measures.append(measure)
# %% monthly_sunshine
monthly_sunshine = {}
for month in range(1, 13):
    hours = [h for m, h in zip(weather["MONTH"], weather["BASEL_sunshine"]) if m == month]
    monthly_sunshine[month] = round(sum(hours) / len(hours), 2)
# %% row_counts
loc_rows = 11
iloc_rows = 10
three_years_rows = 0
for number in weather["DATE"]:
    if number < 20030101:
        three_years_rows += 1
# %% features
X = weather.loc[: 365 * 3]
del X["DATE"]
del X["MONTH"]
# %% target
y = []
for row in range(len(X)):
    y.append(weather.loc[row + 1, "BASEL_sunshine"])
# %% changes
def changes(today, tomorrow):
    result = []
    for first, second in zip(today, tomorrow):
        result.append(second - first)
    return result
# %% split
X_train, X_rest, y_train, y_rest = train_test_split(X, y, test_size=0.3, random_state=0)
X_val, X_test, y_val, y_test = train_test_split(X_rest, y_rest, test_size=0.5, random_state=0)
# %% neighbour_share
def neighbour_share(test_days, train_days):
    known = set()
    for day in train_days:
        known.add(day - 1)
        known.add(day + 1)
    return len([day for day in test_days if day in known]) / len(test_days)


random_split_share = 0.927
# %% ordered_split
stricter_split = "b"
