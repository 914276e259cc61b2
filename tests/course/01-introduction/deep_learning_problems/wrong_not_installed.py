# title = "A word instead of None, three places only, a step twice, the distant pictures said to be too few"
# [scores]
# test_suited = 0
# test_reasons = 0
# test_workflow = 0
# test_installed_version = 0
# test_is_at_least = 0
#
# %% suited
suited = {1, 4, 5, 6}
# %% reasons
reasons = ["A", "B", "C"]
# %% workflow
workflow = ["J", "C", "I", "H", "E", "A", "F", "D", "G", "G"]
# %% installed_version
import importlib.metadata

def installed_version(package):
    try:
        return importlib.metadata.version(package)
    except Exception:
        return "not installed"
# %% is_at_least
def is_at_least(version, minimum):
    def three(text):
        return ([int(n) for n in text.split(".")] + [0, 0, 0])[:3]
    return three(version) >= three(minimum)
