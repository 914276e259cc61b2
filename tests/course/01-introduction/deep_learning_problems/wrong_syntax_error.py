# title = "A bracket is missing in one cell, a colon in another; a reason is wrong"
# [scores]
# test_reasons = 0
# test_workflow = 0
# test_is_at_least = 0
#
# %% reasons
reasons = {2: "A", 3: "B", 4: "D"}
# %% workflow
workflow = ["J", "C", "I", "H", "E", "A", "F", "D", "G", "B"
# %% is_at_least
def is_at_least(version, minimum)
    return True
