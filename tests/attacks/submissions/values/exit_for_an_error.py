# title = "A program that is ended in the place of an error that a test waits for"
# trace = "ends"
# verdicts = { test_positive = "error" }
#
# %% positive
import sys


def positive(x):
    return x if x >= 0 else sys.exit(0)


print("ends")
