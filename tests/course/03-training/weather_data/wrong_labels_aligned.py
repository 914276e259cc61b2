# title = "pandas lines the series up by their labels; gaps are missing values alone"
# [scores]
# test_gap_count = 0
# test_changes = 0
#
# %% gap_count
def gap_count(table):
    return int(table.isna().sum().sum())


weather_gaps = gap_count(weather)
# %% changes
def changes(today, tomorrow):
    return tomorrow - today
