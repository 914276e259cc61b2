# title = "A hundred processes that keep the processors busy"
# trace = "busy"
# verdicts = { test_number = ["timeout", "failed"] }
# [landlock]
# verdicts = { test_number = ["timeout", "failed", "out_of_memory"] }
#
# %% number
import os
import time

print("busy", flush=True)
end = time.monotonic() + 20
for _ in range(100):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        os.setsid()
        while time.monotonic() < end:
            pass
        os._exit(0)
while time.monotonic() < end:
    pass
number = 0
