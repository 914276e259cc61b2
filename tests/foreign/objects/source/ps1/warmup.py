# %% [markdown]
# # Warm-up, of an older year

# %% solution double
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% test double_test 1
assert double(2) == 4
### BEGIN HIDDEN TESTS
assert double("a") == "aa"
### END HIDDEN TESTS

# %%
steps = [1, 2, 3]

# %% solution countdown
### BEGIN SOLUTION
while steps:
    print(steps.pop())
### END SOLUTION

# %% test countdown_test 1
assert steps == []
