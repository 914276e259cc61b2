# title = "A value that can't cross in the place of an error that a test waits for"
# trace = "crosses not"
# verdicts = { test_positive = ["failed", "refused"] }
#
# %% positive
def positive(x):
    return x if x >= 0 else 10**5000


print("crosses not")
