# title = "Small displays, which are replaced by large ones afterwards"
# trace = "more output than can be kept"
# verdicts = { test_number = ["failed", "timeout"] }
#
# %% number
from IPython.display import display

handles = [display({"text/plain": "small"}, raw=True, display_id=True) for _ in range(100)]
for handle in handles:
    handle.update({"text/plain": "large " * 100_000}, raw=True)
print("updated")
number = 0
