# Right; lab 1 came a day and a half late, lab 2 in time.

# %% solve rivers

# %% file lab01/timestamp.txt
2026-03-03 23:00:00.000000 UTC

# %% solve plots

# %% file lab02/timestamp.txt
2026-03-08 23:59:59.000000 UTC
