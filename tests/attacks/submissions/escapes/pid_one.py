# title = "Signals of every kind to the first process of the sandbox"
# trace = "sent"
# verdicts = { test_number = ["failed", "kernel_died"] }
#
# %% number
import os

for signal in range(1, 65):
    try:
        os.kill(1, signal)
    except OSError:
        pass
print("sent", flush=True)
number = 0
