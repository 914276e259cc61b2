# %% [markdown]
# ---
# Fill in everything that says `...`. Your tutor is in room 12 on Mondays.
