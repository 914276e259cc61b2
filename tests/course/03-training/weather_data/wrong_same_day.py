# title = "Off by one: the target of the same day, the second date; a list of repeated names; the last day before the first"
# [scores]
# test_table_size = 0
# test_stations = 0
# test_target = 0
# test_neighbour_share = 0
#
# %% table_size
day_count, reading_count = len(weather), 89
first_date = weather["DATE"][1]
last_date = weather["DATE"].iloc[-1]
# %% stations
readings = weather.columns[2:]
measures = [name.removeprefix("BASEL_") for name in readings if name.startswith("BASEL_")]
stations = [name.removesuffix("_" + measure) for name in readings for measure in measures if name.endswith("_" + measure)]
# %% shared_measures
shared_measures = ["precipitation", "temp_mean", "temp_min", "temp_max"]
# %% neighbour_share
def neighbour_share(test_days, train_days):
    is_train = np.zeros(max(test_days.max(), train_days.max()) + 1, dtype=bool)
    is_train[train_days] = True
    after = np.append(is_train, False)[test_days + 1]
    return np.mean(is_train[test_days - 1] | after)


random_split_share = neighbour_share(X_test.index.to_numpy(), X_train.index.to_numpy())
# %% target
y = X["BASEL_sunshine"]
