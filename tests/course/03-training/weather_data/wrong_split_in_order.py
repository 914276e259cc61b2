# title = "A split in the order of the days; 18 places; labels shifted the other way"
# [scores]
# test_stations = 0
# test_target = 0
# test_split = 0
# test_gap_count = 0
#
# %% gap_count
def gap_count(table):
    return (table.isna() | (table == 9999)).sum()


weather_gaps = 0
# %% stations
stations, measures = 18, 9
# %% shared_measures
shared_measures = {"precipitation", "temp_mean", "temp_min", "temp_max"}
# %% target
y = weather["BASEL_sunshine"].shift(1)[:1096].fillna(0)
# %% split
X_train, X_val, X_test = X[:767], X[767:931], X[931:]
y_train, y_val, y_test = y[:767], y[767:931], y[931:]
