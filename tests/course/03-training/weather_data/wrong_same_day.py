# title = "The target is the sunshine of the same day: off by one"
# [scores]
# test_target = 0
#
# %% target
y = X["BASEL_sunshine"]
