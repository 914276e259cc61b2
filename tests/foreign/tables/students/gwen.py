# Right, and a test cell deleted.

# %% solve rivers

# %% solve plots

# %% delete plots p2_test
