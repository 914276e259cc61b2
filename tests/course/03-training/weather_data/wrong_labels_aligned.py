# title = "pandas lines the series up by their labels; gaps are missing values alone; a table for a series"
# [scores]
# test_gap_count = 0
# test_monthly_sunshine = 0
# test_changes = 0
#
# %% monthly_sunshine
monthly_sunshine = weather.groupby("MONTH")[["BASEL_sunshine"]].mean()
# %% gap_count
def gap_count(table):
    return int(table.isna().sum().sum())


weather_gaps = gap_count(weather)
# %% changes
def changes(today, tomorrow):
    return tomorrow - today
