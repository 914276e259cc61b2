# title = "One task has no reason; the loss is chosen before the network; digits run together"
# [scores]
# test_reasons = 0
# test_workflow = 0
# test_is_at_least = 0
#
# %% reasons
reasons = {2: "A", 3: "B"}
# %% workflow
workflow = ["J", "C", "I", "E", "H", "A", "F", "D", "G", "B"]
# %% is_at_least
def is_at_least(version, minimum):
    return int(version.replace(".", "")) >= int(minimum.replace(".", ""))
