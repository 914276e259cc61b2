# title = "Two places are left out, and the rest follows; rounded changes; gaps are marked in the table itself"
# [scores]
# test_gap_count = 0
# test_stations = 0
# test_changes = 0
# test_neighbour_share = 0
#
# %% gap_count
def gap_count(table):
    table[(table == 9999) | (table == -9999)] = np.nan
    return int(table.isna().to_numpy().sum())


weather_gaps = gap_count(weather.copy())
# %% stations
measures = {name.removeprefix("BASEL_") for name in weather.columns if name.startswith("BASEL_")}
stations = {
    *("BASEL", "DE_BILT", "DRESDEN", "DUSSELDORF", "HEATHROW"),
    *("KASSEL", "MAASTRICHT", "MUENCHEN", "SONNBLICK"),
}
# %% shared_measures
shared_measures = {m for m in measures if all(f"{place}_{m}" in weather for place in stations)}
# %% changes
def changes(today, tomorrow):
    return (tomorrow.to_numpy() - today.to_numpy()).round(1)
# %% neighbour_share
def neighbour_share(test_days, train_days):
    known = {*(train_days - 1), *(train_days + 1)}
    return round(len(known & set(test_days)) / len(test_days), 3)


random_split_share = neighbour_share(X_test.index.to_numpy(), X_train.index.to_numpy())
