# title = "The process ends itself when the test calls a function"
# trace = "defined"
# verdicts = { test_double = "kernel_died" }
#
# %% double
import os


def double(x):
    os._exit(0)


print("defined")
