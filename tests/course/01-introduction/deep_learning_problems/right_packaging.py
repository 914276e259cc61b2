# title = "Versions by the package packaging, answers as lists and in small letters"
#
# %% suited
suited = [5, 1]
# %% reasons
reasons = dict([(4, "c"), (3, "b"), (2, "a")])
# %% workflow
workflow = list("jciheafdgb")
# %% installed_version
from importlib import metadata

def installed_version(package):
    found = None
    try:
        found = metadata.distribution(package).version
    except ModuleNotFoundError:
        pass
    return found
# %% is_at_least
from packaging.version import Version

def is_at_least(version, minimum):
    return Version(version) >= Version(minimum)
