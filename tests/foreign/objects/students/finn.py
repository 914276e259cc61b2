# Right, and downloaded twice before it was handed in.

# %% solve accounts

# %% rename accounts
accounts (1).ipynb

# %% solve files

# %% solve warmup
