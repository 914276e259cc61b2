# title = "Output in one line of many characters"
# trace = "xxxxx"
# verdicts = { test_number = "failed" }
#
# %% number
for _ in range(10):
    print("x" * 90_000, end="", flush=True)
number = 0
