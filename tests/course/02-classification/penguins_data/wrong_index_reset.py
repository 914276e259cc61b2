# title = "The rows get new labels"
# [scores]
# test_missing_values = 0
#
# %% missing_values
penguins_clean = penguins_selected.dropna().reset_index(drop=True)
