# title = "`kill -9` of the parent's process and of every visible one"
# trace = "visible: [1-9]"
# verdicts = { test_number = "kernel_died" }
# [landlock]
# verdicts = { test_number = "failed" }
#
# %% number
import os
import signal
import time

pids = [int(name) for name in os.listdir("/proc") if name.isdecimal()]
print("visible:", len(pids), flush=True)
# Until the message is on its way.
time.sleep(0.3)
# More would mean that there is no sandbox: then nothing is killed, and the message is missing.
if len(pids) < 10:
    for pid in {1, *pids, os.getppid()} - {0, os.getpid()}:
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError as error:
            print(pid, error.strerror, flush=True)
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError as error:
        print("all", error.strerror, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
