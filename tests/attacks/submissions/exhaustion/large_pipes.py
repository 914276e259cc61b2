# title = "Pipes of a megabyte, all that a user may have"
# trace = "enlarged 0 of [1-9]\\d+ pipes"
# verdicts = { test_number = "failed" }
#
# %% number
import fcntl
import os

pipes = [os.pipe() for _ in range(100)]
enlarged = 0
for _, end in pipes:
    try:
        enlarged += fcntl.fcntl(end, 1031, 2**20) > 2**16
    except OSError:
        pass
print("enlarged", enlarged, "of", len(pipes), "pipes")
for pipe in pipes:
    for end in pipe:
        os.close(end)
number = 0
