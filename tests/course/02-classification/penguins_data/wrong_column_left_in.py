# title = "Only the island is dropped, so the sex goes on to the features"
# [scores]
# test_selected_columns = 0
#
# %% selected_columns
penguins_selected = penguins.drop(columns="island")
