# title = "Containers that have no end, or that grow while they are read"
# trace = "endless"
# verdicts = { test_array = ["failed", "refused"], test_scaled = ["failed", "refused", "error", "timeout"] }
#
# %% array
import itertools

array = itertools.count()
print("endless")


# %% scaled
class Growing(list):
    def __iter__(self):
        while True:
            yield 0

    __len__ = lambda self: 10**18


scaled = Growing()
