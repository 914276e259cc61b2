# title = "Too few examples and unfitting examples are confused; refined before it is measured"
# [scores]
# test_reasons = 0
# test_workflow = 0
# test_is_at_least = 0
#
# %% reasons
reasons = {2: "A", 3: "C", 4: "B"}
# %% workflow
workflow = ["J", "C", "I", "H", "E", "A", "G", "F", "D", "B"]
# %% is_at_least
# stops at the end of the shorter version
def is_at_least(version, minimum):
    for have, need in zip(version.split("."), minimum.split(".")):
        if int(have) != int(need):
            return int(have) > int(need)
    return True
