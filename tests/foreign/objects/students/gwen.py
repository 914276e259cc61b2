# Right, and a test cell deleted.

# %% solve accounts

# %% delete accounts account_operators

# %% solve files

# %% solve warmup
