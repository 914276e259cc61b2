# title = "Everything suits; no zeros for the shorter version"
# [scores]
# test_suited = 0
# test_reasons = 0
# test_is_at_least = 0
#
# %% suited
suited = {1, 2, 3, 4, 5}
# %% reasons
reasons = {}
# %% is_at_least
def is_at_least(version, minimum):
    return tuple(int(n) for n in version.split(".")) >= tuple(int(n) for n in minimum.split("."))
