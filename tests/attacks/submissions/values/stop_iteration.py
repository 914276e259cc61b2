# title = "A function that raises StopIteration in a test that goes through what it gives"
# trace = "stops"
# verdicts = { test_triple = "error" }
#
# %% triple
class Stop(StopIteration):
    pass


def triple(x):
    raise Stop(3 * x)


print("stops")
