# title = "Processes that start processes, up to 2,000"
# trace = "refused after \\d{1,3} forks"
# verdicts = { test_number = "failed" }
# [landlock]
# trace = "used more than|had more than|refused after"
# verdicts = { test_number = ["out_of_memory", "kernel_died", "failed"] }
#
# %% number
import os
import time

forks = 0
try:
    while forks < 2000:
        if os.fork() == 0:
            time.sleep(600)
            os._exit(0)
        forks += 1
except OSError:
    print("refused after", forks, "forks")
number = 0
