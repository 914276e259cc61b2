# title = "A function that answers a little later than the test waits"
# trace = "defined"
# verdicts = { test_double = "timeout" }
#
# %% double
import time


def double(x):
    time.sleep(8.5)
    return 2 * x


print("defined")
