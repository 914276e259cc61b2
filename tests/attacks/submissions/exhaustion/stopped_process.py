# title = "The process stops itself, and can't end by itself any more"
# trace = "stopping"
# verdicts = { test_number = "timeout" }
#
# %% number
import os
import signal
import time

print("stopping", flush=True)
# Until the message is on its way.
time.sleep(0.3)
os.kill(os.getpid(), signal.SIGSTOP)
