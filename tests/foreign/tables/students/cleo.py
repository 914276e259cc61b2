# Wrong, in different ways.

# %% answer rivers q1
rivers = open("rivers.csv").read()

# %% answer rivers q2
mean_level = rivers.groupby("river").mean()

# %% answer rivers q3
def by_country(rivers, stations):
    rivers["country"] = "?"
    return rivers

# %% answer rivers q4
def standardized(values):
    return np.zeros(3)

# %% answer rivers q5
# No idea.

# %% answer plots p1
def walk(steps, seed):
    return np.random.rand(steps)

# %% answer plots p2
ax = plt.plot(walk(50, 1))

# %% answer plots p3
ends = walk(200, 1)

def draw_ends(axes, ends):
    plt.hist(ends)

# %% answer rivers q6
drawn = stations.sample(5)

# %% answer plots p5
def compare(table)
    table.plot()
