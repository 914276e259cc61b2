# title = "Rows of unknown sex are dropped too"
# [scores]
# test_missing_values = 0
#
# %% missing_values
penguins_clean = penguins.dropna().drop(columns=["island", "sex"])
