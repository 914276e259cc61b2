# Right, and renamed.

# %% solve rivers

# %% rename rivers
finn_rivers.ipynb

# %% solve plots
