# title = "One row in the place of two, by several ways"
# trace = "True"
# verdicts = { test_grid = "failed" }
#
# %% grid
row = [0, 0]
grid = list(map(lambda _: row, range(2)))
print(grid[0] is grid[1])
