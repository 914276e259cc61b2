# title = "A function of another kind goes by the name that the task says to import"
# trace = "imported"
# verdicts = { test_root = "failed" }
#
# %% root
from math import floor as isqrt

root = 7
print("imported")
