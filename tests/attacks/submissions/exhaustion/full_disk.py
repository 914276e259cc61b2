# title = "A gigabyte of files in every folder that can be written to"
# trace = "refused after \\d{1,3} MB"
# verdicts = { test_number = "failed" }
# [landlock]
# trace = "wrote more than 64 MiB|refused after"
# verdicts = { test_number = ["kernel_died", "failed"] }
#
# %% number
import os

written = 0
for place in (".", "/tmp", "/dev/shm", "/dev", "/var/tmp", "/run", "/"):
    try:
        with open(f"{place}/large", "wb") as file:
            for _ in range(100):
                file.write(b"x" * 10_000_000)
                file.flush()
                written += 10
    except OSError as error:
        print(place, error.strerror)
print("refused after", written, "MB")
number = 0
