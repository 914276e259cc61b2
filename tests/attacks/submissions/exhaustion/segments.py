# title = "Memory, semaphores and messages of System V and POSIX, which outlive every process"
# trace = "kept: \\[\\]"
# verdicts = { test_number = "failed" }
#
# %% number
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
kept = []
for _ in range(5):
    if libc.shmget(0, ctypes.c_size_t(10**8), 0o1600) >= 0:
        kept.append("memory")
    if libc.semget(0, 200, 0o1600) >= 0:
        kept.append("semaphores")
    if libc.msgget(0, 0o1600) >= 0:
        kept.append("messages")
if libc.syscall(240, b"queue", 0o102, 0o600, None) >= 0:
    kept.append("queue")
print("kept:", kept)
number = 0
