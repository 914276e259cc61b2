# Right; the second problem set came two hours late.

# %% solve accounts

# %% solve files

# %% file ps1/timestamp.txt
2026-02-09 11:00:00.000000 UTC

# %% file ps2/timestamp.txt
2026-02-16 14:00:00.000000 UTC

# %% solve warmup
