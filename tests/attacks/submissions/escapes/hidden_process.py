# title = "A process that can't be looked at, and uses more memory than it may, up to 1 GB"
# trace = "hidden: False"
# verdicts = { test_number = "out_of_memory" }
#
# %% number
import ctypes
import time

print("hidden:", ctypes.CDLL(None).prctl(4, 0, 0, 0, 0) == 0, flush=True)
# Until the message is on its way.
time.sleep(0.3)
kept = bytearray(b"x") * 10**9
time.sleep(1)
number = 0
