# title = "All descriptors that a process may have, and pipes that are full"
# trace = "refused after \\d{1,4} pipes"
# verdicts = { test_number = ["failed", "kernel_died", "timeout"] }
#
# %% number
import os

pipes = []
try:
    while len(pipes) < 10_000:
        pipes.append(os.pipe())
        os.set_blocking(pipes[-1][1], False)
        os.write(pipes[-1][1], b"x" * 1_000_000)
except OSError:
    pass
for pipe in pipes:
    for end in pipe:
        os.close(end)
# Now, for the kernel can't print without a descriptor.
print("refused after", len(pipes), "pipes", flush=True)
number = 0
