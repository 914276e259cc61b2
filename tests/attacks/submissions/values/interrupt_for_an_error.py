# title = "The stop button in the place of an error that a test waits for"
# trace = "interrupts"
# verdicts = { test_positive = "error" }
#
# %% positive
def positive(x):
    if x < 0:
        raise KeyboardInterrupt
    return x


print("interrupts")
