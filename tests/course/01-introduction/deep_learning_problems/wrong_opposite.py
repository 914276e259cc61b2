# title = "The tasks that do not suit are named, with reasons for the others; numbered steps"
# [scores]
# test_suited = 0
# test_reasons = 0
# test_workflow = 0
# test_installed_version = 0
# test_is_at_least = 0
#
# %% suited
suited = {2, 3, 4}
# %% reasons
reasons = {1: "A", 5: "D"}
# %% workflow
workflow = [6, 10, 2, 8, 5, 7, 9, 4, 3, 1]
# %% installed_version
# asks the module, which has another name or none
def installed_version(package):
    try:
        return __import__(package).__version__
    except ImportError:
        return None
# %% is_at_least
# every place has to be as great
def is_at_least(version, minimum):
    have = [int(n) for n in version.split(".")] + [0] * 9
    need = [int(n) for n in minimum.split(".")] + [0] * 9
    return all(h >= n for h, n in zip(have, need[: len(have)]))
