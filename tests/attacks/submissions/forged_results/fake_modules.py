# title = "The set-up cell is deleted, and modules are faked in its place"
# trace = "faked: numpy pandas helper"
# verdicts = ["failed", "error", "refused"]
# without = "setup"
#
# %% number
import sys
import types


class Fake(types.ModuleType):
    def __getattr__(self, name):
        return Fake(name)

    def __call__(self, *arguments, **named):
        return None

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


for name in ("numpy", "pandas", "helper"):
    sys.modules[name] = Fake(name)
np, pd = sys.modules["numpy"], sys.modules["pandas"]
scale = sys.modules["helper"].scale
print("faked:", np.__name__, pd.__name__, sys.modules["helper"].__name__)
number = 0
# %% array
array = [[0, 0, 0], [0, 0, 0]]
# %% scaled
scaled = scale
# %% table
table = None
