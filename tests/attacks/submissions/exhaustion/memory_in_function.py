# title = "Memory without end when the test calls a function"
# trace = "defined"
# verdicts = { test_double = "out_of_memory" }
#
# %% double
def double(x):
    kept = []
    while len(kept) < 80:
        kept.append(bytearray(b"x") * 100_000_000)
    return 2 * x


print("defined")
