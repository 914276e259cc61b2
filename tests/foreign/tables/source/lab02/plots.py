# %% [markdown]
# # Lab 2: chance and plots

# %%
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# **1.** `walk(steps, seed)`: a random walk of so many steps of -1 or 1 that starts at 0, the same
# for the same seed (`np.random.default_rng`).

# %% solution p1
def walk(steps, seed):
    ### BEGIN ANSWER
    rng = np.random.default_rng(seed)
    return np.concatenate([[0], np.cumsum(rng.choice([-1, 1], steps))])
    ### END ANSWER

# %% test p1_form 1
assert callable(walk)

# %% test p1_test 3
path = walk(20, seed=1)
assert len(path) == 21 and path[0] == 0
assert set(np.abs(np.diff(path))) == {1}
### BEGIN PRIVATE
np.testing.assert_array_equal(walk(20, 1), path)
assert any(list(walk(20, seed)) != list(path) for seed in range(2, 6))
### END PRIVATE

# %% [markdown]
# **2.** Draw three walks of 50 steps into one plot, with a legend and labels `step` and `place`;
# keep the axes as `ax`.

# %% solution p2
### BEGIN ANSWER
fig, ax = plt.subplots()
for seed in range(3):
    ax.plot(walk(50, seed), label=f"walk {seed}")
ax.set_xlabel("step")
ax.set_ylabel("place")
ax.legend();
### END ANSWER

# %% test p2_test 3
assert len(ax.get_lines()) == 3, "three lines, please"
assert (ax.get_xlabel(), ax.get_ylabel()) == ("step", "place")
### BEGIN PRIVATE
assert ax.get_legend() is not None and len(ax.get_legend().get_texts()) == 3
assert all(len(line.get_xdata()) == 51 for line in ax.get_lines())
### END PRIVATE

# %% [markdown]
# **3.** `draw_ends(axes, ends)` draws a histogram of the ends into these axes, with a title that
# says how many there are, and returns the counts. The ends of 200 walks are in `ends`.

# %% solution p3
### BEGIN ANSWER
ends = [walk(30, seed)[-1] for seed in range(200)]


def draw_ends(axes, ends):
    counts, _, _ = axes.hist(ends, bins=10)
    axes.set_title(f"{len(ends)} walks")
    return counts
### END ANSWER

# %% test p3_test 3
assert len(ends) == 200
_, axes = plt.subplots()
counts = draw_ends(axes, ends)
assert sum(counts) == 200
### BEGIN PRIVATE
assert len(axes.patches) > 2
assert "200" in axes.get_title()
assert all(end % 2 == 0 for end in ends)
### END PRIVATE
plt.close("all")

# %% [markdown]
# **4.** `compare(table)` makes a figure of two plots side by side, the columns `a` and `b` as bars,
# shows it by `plt.show`, and saves it as `compare.png`.

# %% solution p5
%%time
import pandas as pd

def compare(table):
    ### BEGIN ANSWER
    figure, (left, right) = plt.subplots(1, 2, sharey=True)
    table["a"].plot.bar(ax=left, title="a")
    table["b"].plot.bar(ax=right, title="b")
    figure.savefig("compare.png")
    plt.show()
    ### END ANSWER

# %% test p5_test 3
import os
from unittest.mock import patch

plt.close("all")
with patch("matplotlib.pyplot.show") as _show:
    compare(pd.DataFrame({"a": [1, 2], "b": [2, 3]}))
_show.assert_called_once()
_axes = plt.gcf().get_axes()
score = len(_axes) == 2 and 1
### BEGIN PRIVATE
score += [patch.get_height() for axes in _axes for patch in axes.patches] == [1, 2, 2, 3]
score += os.path.getsize("compare.png") > 1000
### END PRIVATE
plt.close("all")
score

# %% manual p4 2
### BEGIN ANSWER
plt.plot(walk(10, 0), walk(10, 1))
### END ANSWER
