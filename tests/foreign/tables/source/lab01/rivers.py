# %% [markdown]
# # Lab 1: tables
# ![](attachment:river.png)

# %% locked lab1_imports
import numpy as np
import pandas as pd

# %%
np.random.seed(2026)
pd.options.display.max_rows = 8

# %% [markdown]
# **1.** Read `rivers.csv`, and leave out rows without a level.

# %% solution q1
### BEGIN ANSWER
rivers = pd.read_csv("rivers.csv").dropna(subset=["level"])
### END ANSWER

# %% test q1_test 2
from pandas.testing import assert_frame_equal, assert_series_equal

assert isinstance(rivers, pd.DataFrame)
assert list(rivers.columns) == ["river", "station", "month", "level"]
### BEGIN PRIVATE
assert len(rivers) == 7
assert not rivers.isna().any().any()
### END PRIVATE

# %% [markdown]
# **2.** The mean level of each river, as a Series, the highest first.

# %% solution q2
### BEGIN ANSWER
mean_level = rivers.groupby("river")["level"].mean().sort_values(ascending=False)
### END ANSWER

# %% test q2_test 2
assert set(mean_level.index) == {"Elbe", "Rhine"}
### BEGIN PRIVATE
_expected = pd.Series([4.35, 6.7 / 3], index=["Rhine", "Elbe"])
assert_series_equal(mean_level, _expected, check_names=False)
### END PRIVATE

# %% [markdown]
# **3.** `by_country(rivers, stations)`: the number of stations and the highest level in each
# country, stations of unknown country under `"?"`. Neither table may be changed.

# %% solution q3
stations = pd.read_csv("stations.csv")


def by_country(rivers, stations):
    ### BEGIN ANSWER
    merged = rivers.merge(stations, on="station", how="left").fillna({"country": "?"})
    groups = merged.groupby("country")
    return pd.DataFrame({"stations": groups["station"].nunique(), "highest": groups["level"].max()})
    ### END ANSWER

# %% test q3_test 3
_before = rivers.copy()
countries = by_country(rivers, stations)
assert_frame_equal(rivers, _before)
score = 1 if sorted(countries.columns) == ["highest", "stations"] else 0
### BEGIN PRIVATE
score += int(countries.loc["Germany", "stations"] == 2)
score += "?" in countries.index and bool(np.isclose(countries.loc["?", "highest"], 1.9))
### END PRIVATE
score

# %% [markdown]
# **4.** `standardized(values)`: an array with mean 0 and standard deviation 1.

# %% solution q4
def standardized(values):
    ### BEGIN ANSWER
    values = np.asarray(values, dtype=float)
    return (values - values.mean()) / values.std()
    ### END ANSWER

# %% test q4_test 2
np.random.seed(7)
_sample = np.random.normal(5, 2, 50)
np.testing.assert_allclose(standardized(_sample).mean(), 0, atol=1e-9)
### BEGIN PRIVATE
np.testing.assert_allclose(standardized(_sample).std(), 1)
np.testing.assert_allclose(standardized([1, 2, 3]), [-1.5**0.5, 0, 1.5**0.5])
### END PRIVATE

# %% [markdown]
# **5.** Draw five stations by chance, with replacement, by `np.random.choice`, and write them to
# `drawn.csv` as a table with the one column `station`.

# %% solution q6
### BEGIN ANSWER
drawn = pd.DataFrame({"station": np.random.choice(stations["station"], 5)})
drawn.to_csv("drawn.csv", index=False)
### END ANSWER

# %% test q6_test 2
from IPython.display import display

display(pd.read_csv("drawn.csv"))
_drawn = pd.read_csv("drawn.csv")
assert _drawn.shape == (5, 1) and list(_drawn) == ["station"]
### BEGIN PRIVATE
assert_frame_equal(_drawn, drawn, check_dtype=False)
pd.testing.assert_index_equal(_drawn.columns, pd.Index(["station"]))
assert set(_drawn["station"]) <= set(stations["station"])
### END PRIVATE
_drawn.head()

# %% test q6_chance 1
_state = np.random.get_state()[1]
np.random.seed(2026)
assert np.random.rand() < 1
assert not np.array_equal(_state, np.random.get_state()[1])

# %% [markdown] manual q5 2
# ### BEGIN ANSWER
# A mean of a river depends on which stations have a level.
# ### END ANSWER
