# title = "Memory shared out among processes that each use little of it"
# trace = "sharing"
# verdicts = { test_number = "out_of_memory" }
#
# %% number
import os
import time

print("sharing", flush=True)
for _ in range(40):
    if os.fork() == 0:
        kept = bytearray(b"x") * 100_000_000
        time.sleep(600)
        os._exit(0)
time.sleep(3)
number = 0
