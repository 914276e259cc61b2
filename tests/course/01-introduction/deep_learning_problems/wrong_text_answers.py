# title = "Answers of the wrong type: text for a set, words for letters, an object, a print"
# [scores]
# test_suited = 0
# test_reasons = 0
# test_workflow = 0
# test_installed_version = 0
# test_is_at_least = 0
#
# %% suited
suited = "1, 5"
# %% reasons
reasons = {2: "wasteful", 3: "too few", 4: "not alike"}
# %% workflow
workflow = "JCIHEAFDGB"
# %% installed_version
import importlib.metadata
from packaging.version import Version

def installed_version(package):
    try:
        return Version(importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return None
# %% is_at_least
from packaging.version import Version

def is_at_least(version, minimum):
    print(Version(version) >= Version(minimum))
