# title = "A hundred thousand small outputs"
# trace = "piece"
# verdicts = { test_number = ["failed", "timeout"] }
#
# %% number
from IPython.display import display

for _ in range(100_000):
    display({"text/plain": "piece"}, raw=True)
number = 0
