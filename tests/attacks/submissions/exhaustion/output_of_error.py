# title = "An exception whose message has millions of characters"
# trace = "raising"
# alarm = "a message of more than 4 MB"
# verdicts = { test_number = ["failed", "timeout", "kernel_died"], test_double = ["error", "failed"] }
#
# %% number
number = 0
print("raising", flush=True)
raise ValueError("x" * 3_000_000)


# %% double
def double(x):
    raise ValueError("x" * 10_000_000)
