# title = "The process ends itself in the middle of a cell"
# trace = "leaving"
# verdicts = { test_number = "kernel_died" }
#
# %% number
import os
import time

print("leaving", flush=True)
# Until the message is on its way.
time.sleep(0.3)
os._exit(0)
