# title = "Exceptions by which unittest, pytest, IPython and the debugger skip or end a test"
# trace = "skips"
# verdicts = { test_triple = "error", test_positive = "error" }
#
# %% triple
import bdb
import itertools
import unittest

from IPython.core.error import UsageError

Skipped = type("Skipped", (BaseException,), {"__module__": "_pytest.outcomes", "msg": "skip"})
turns = itertools.cycle([unittest.SkipTest, Skipped, UsageError, bdb.BdbQuit])


def triple(x):
    raise next(turns)("skip")


print("skips")


# %% positive
def positive(x):
    if x < 0:
        raise Skipped("negative")
    return x
