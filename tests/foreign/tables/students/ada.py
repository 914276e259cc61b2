# Right, in another style.

# %% answer rivers q1
import csv

with open("rivers.csv") as file:
    rows = [row for row in csv.DictReader(file) if row["level"]]
rivers = pd.DataFrame(rows).astype({"month": int, "level": float})

# %% answer rivers q2
mean_level = pd.Series(
    {name: np.mean(group["level"]) for name, group in rivers.groupby("river")}
)[["Rhine", "Elbe"]]

# %% answer rivers q3
stations = pd.read_csv("stations.csv")

def by_country(rivers, stations):
    country = rivers["station"].map(dict(zip(stations.station, stations.country))).fillna("?")
    return rivers.groupby(country).agg(highest=("level", "max"), stations=("station", "nunique"))

# %% answer rivers q4
standardized = lambda values: (np.array(values) - np.mean(values)) / np.std(values)

# %% answer rivers q5
# It's about stations.

# %% answer plots p1
def walk(steps, seed):
    rng = np.random.default_rng(seed)
    places = [0]
    for step in rng.integers(0, 2, size=steps):
        places.append(places[-1] + (1 if step else -1))
    return places

# %% answer plots p2
for seed in 10, 20, 30:
    plt.plot(range(51), walk(50, seed), label=seed)
plt.xlabel("step")
plt.ylabel("place")
plt.legend(title="seed")
ax = plt.gca()

# %% answer plots p3
ends = np.array([walk(100, 1000 + i)[-1] for i in range(200)])

def draw_ends(axes, ends):
    values, counts = np.unique(ends, return_counts=True)
    axes.bar(values, counts)
    axes.set(title="The ends of %d" % len(ends))
    return list(counts)

# %% answer plots p4
plt.figure()
plt.scatter(walk(10, 3), walk(10, 4))
plt.show()

# %% answer rivers q6
drawn = stations.station.iloc[np.random.choice(3, 5)].to_frame().reset_index(drop=True)
with open("drawn.csv", "w") as file:
    print("station", *drawn.station, sep="\n", file=file)

# %% answer plots p5
import pandas as pd

def compare(table):
    plt.figure(figsize=(6, 3))
    for place, name in enumerate("ab", 1):
        plt.subplot(1, 2, place)
        plt.bar(range(len(table)), table[name])
    plt.savefig("compare.png", dpi=50)
    plt.show()
