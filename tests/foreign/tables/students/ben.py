# Half of it is right.

# %% answer rivers q1
rivers = pd.read_csv("rivers.csv").dropna()

# %% answer rivers q2
mean_level = rivers.groupby("river").level.mean()

# %% answer rivers q3
stations = pd.read_csv("stations.csv")

def by_country(rivers, stations):
    both = pd.merge(rivers, stations)
    return both.groupby("country").agg(stations=("station", "nunique"), highest=("level", "max"))

# %% answer rivers q4
def standardized(values):
    return values - values.mean()

# %% answer plots p1
def walk(steps, seed):
    np.random.seed(seed)
    return np.append(0, np.random.choice([-1, 1], steps).cumsum())

# %% answer plots p2
fig, ax = plt.subplots()
ax.plot(walk(50, 1)); ax.plot(walk(50, 2)); ax.plot(walk(50, 3))
ax.set_xlabel("step"); ax.set_ylabel("place")

# %% answer rivers q6
drawn = np.random.choice(stations["station"], 5, replace=True)
np.savetxt("drawn.csv", drawn, fmt="%s", header="station", comments="")

# %% answer plots p5
import pandas as pd

def compare(table):
    table.plot.bar(subplots=True)
    plt.show()
