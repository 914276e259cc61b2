# title = "Exceptions named like those by which a test ends, passes or is skipped"
# trace = "raises"
# verdicts = { test_double = ["failed", "error"] }
#
# %% double
class BenchLost(KeyboardInterrupt):
    late = False


class CheckFailed(StopIteration):
    status, points = "passed", 3


print("raises")
names = iter([BenchLost, CheckFailed, type("Refused", (SystemExit,), {})])


def double(x):
    raise next(names)("passed", 3, 3)
