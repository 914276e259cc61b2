# title = "Threads without end, up to 2,000"
# trace = "refused after \\d{1,3} threads"
# verdicts = { test_number = "failed" }
# [landlock]
# trace = "had more than 128|refused after"
# verdicts = { test_number = ["kernel_died", "failed"] }
#
# %% number
import threading
import time

threads = 0
try:
    while threads < 2000:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        threads += 1
except RuntimeError:
    print("refused after", threads, "threads")
# Where threads are only counted now and then, this cell is still there to pay for them.
time.sleep(1)
number = 0
