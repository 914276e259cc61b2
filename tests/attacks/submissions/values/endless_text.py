# title = "An exception, and a value, whose text never ends"
# trace = "(?s)will not end"
# verdicts = { test_double = "timeout" }
#
# %% double
class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__


def double(x):
    raise Endless


print("will not end")
