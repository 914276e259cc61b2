# title = "One reason for all tasks; share before refine; an error for a package that is missing"
# [scores]
# test_reasons = 0
# test_workflow = 0
# test_installed_version = 0
# test_is_at_least = 0
#
# %% reasons
reasons = dict.fromkeys([2, 3, 4], "A")
# %% workflow
workflow = ["J", "C", "I", "H", "E", "A", "F", "D", "B", "G"]
# %% installed_version
import importlib.metadata

def installed_version(package):
    return importlib.metadata.version(package)
# %% is_at_least
# newer only, not the same
def is_at_least(version, minimum):
    have = [int(n) for n in version.split(".")]
    need = [int(n) for n in minimum.split(".")]
    length = max(len(have), len(need))
    have += [0] * (length - len(have))
    need += [0] * (length - len(need))
    return have > need
