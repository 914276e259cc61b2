# title = "Plain loops, numbers as text, the record of installed packages read from end to end"
#
# %% suited
suited = ("1", "5")
# %% reasons
reasons = {}
reasons["2"] = "A"
reasons["3"] = "B"
reasons["4"] = "C"
# %% workflow
workflow = ("J", "C", "I", "H", "E", "A", "F", "D", "G", "B")
# %% installed_version
import importlib.metadata

def installed_version(package):
    for one in importlib.metadata.distributions():
        if one.metadata["Name"] == package:
            return one.version
# %% is_at_least
def is_at_least(version, minimum):
    left, right = version.split("."), minimum.split(".")
    place = 0
    while place < len(left) or place < len(right):
        one, other = 0, 0
        if place < len(left):
            one = int(left[place])
        if place < len(right):
            other = int(right[place])
        if one > other:
            return True
        if one < other:
            return False
        place += 1
    return True
