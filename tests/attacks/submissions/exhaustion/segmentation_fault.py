# title = "A read from address 0"
# trace = "reading"
# verdicts = { test_number = "kernel_died" }
#
# %% number
import ctypes
import time

print("reading", flush=True)
# Until the message is on its way.
time.sleep(0.3)
ctypes.string_at(0)
