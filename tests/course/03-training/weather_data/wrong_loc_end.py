# title = "The end of a `loc` slice is taken for the end of a list slice: a row too many"
# [scores]
# test_row_counts = 0
# test_features = 0
# test_dates = 0
#
# %% dates
dates = pd.to_datetime(weather["DATE"])
longest_step_days = 1
# %% row_counts
loc_rows = 10
iloc_rows = 10
three_years_rows = 1096
# %% features
X = weather.loc[:1096].drop(columns=["DATE", "MONTH"])
