# title = "Every cell ends its process, each in another way"
# trace = "leaving"
# verdicts = "kernel_died"
# [landlock]
# verdicts = ["kernel_died", "failed"]
#
# %% number
import os
import time

print("leaving", flush=True)
# Until the message is on its way.
time.sleep(0.3)
os._exit(0)
# %% word
import os

os.kill(os.getpid(), 9)
# %% array
import os

os.abort()
# %% double
import os

os.killpg(os.getpgrp(), 9)
os._exit(1)
# %% scaled
import os

os._exit(137)
# %% table
exit()
