# title = "Functions that raise what ends a program, a loop or a generator"
# trace = "raises SystemExit"
# verdicts = { test_double = ["failed", "error"], test_scaled = ["failed", "error", "refused"] }
#
# %% double
kinds = [SystemExit, KeyboardInterrupt, GeneratorExit, BaseException]


def double(x):
    kind = kinds.pop(0) if kinds else KeyboardInterrupt
    raise kind(0)


print("raises", kinds[0].__name__)


# %% scaled
class Exits(list):
    def __iter__(self):
        raise SystemExit(0)

    __len__ = __getitem__ = __iter__


scaled = Exits()
