# title = "A gigabyte of output in short lines"
# trace = "printing"
# verdicts = { test_number = ["failed", "timeout", "out_of_memory", "kernel_died"] }
#
# %% number
import time

print("printing", flush=True)
time.sleep(0.3)
line = "x" * 99 + "\n"
for _ in range(1000):
    print(line * 10_000, end="")
number = 0
