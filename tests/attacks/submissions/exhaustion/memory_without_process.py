# title = "Memory in nameless files, which no process maps, up to 3 GB"
# trace = "writing"
# verdicts = { test_number = ["out_of_memory", "failed"] }
#
# %% number
import os
import time

print("writing", flush=True)
written, files = 0, []
block = b"x" * 10_000_000
try:
    while written < 3_000_000_000:
        files.append(os.memfd_create(f"file-{len(files)}"))
        for _ in range(10):
            written += os.write(files[-1], block)
except OSError as error:
    print("refused:", error.strerror)
time.sleep(1)
print(f"kept {written // 10**6} MB" if written < 600_000_000 else "kept too much")
number = 0
