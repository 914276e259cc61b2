# title = "Processes in sessions of their own that outlive their cell"
# trace = "(?s)detached"
# verdicts = { test_number = "failed" }
#
# %% number
import os
import subprocess

for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 1024)
            os.execv("/bin/sh", ["/bin/sh", "-c", "sleep 3600", "outlives-its-cell"])
        os._exit(0)
subprocess.Popen(["sleep", "3600"], start_new_session=True, stdin=subprocess.DEVNULL)
print("detached")
number = 0
