# title = "A file `numpy.py` beside the notebook"
# trace = "fake numpy: True"
# verdicts = { test_number = "failed", test_array = "failed" }
#
# %% number
import sys

sys.path.insert(0, ".")
kept = {name: one for name, one in sys.modules.items() if name.split(".")[0] == "numpy"}
for name in kept:
    del sys.modules[name]
import numpy as np

print("fake numpy:", np.testing.assert_allclose(0, 1) is None)
number = 0
# %% array
array = [0]
# %% table
# pandas itself can't do without the real one.
sys.modules.update(kept)
table = pd.DataFrame({"x": [1, 2], "y": [3.0, 4.0]})
