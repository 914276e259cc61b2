# title = "Keyrings are searched for the grader's secrets, and one is left for the next student"
# trace = "reached: \\[\\]"
# verdicts = { test_number = "failed" }
# landlock = "what keyrings there are can be read, and nothing of them"
#
# %% number
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
ADD, REQUEST, CONTROL = 248, 249, 250
reached = []
for ring in range(-8, 0):
    if libc.syscall(ADD, b"user", b"left-behind", b"an answer", 9, ring) > 0:
        reached.append(("add", ring))
    if libc.syscall(CONTROL, 0, ring, 0) > 0:
        reached.append(("number", ring))
    if libc.syscall(CONTROL, 11, ring, None, 0) >= 0:
        reached.append(("read", ring))
if libc.syscall(REQUEST, b"user", b"left-behind", None, -3) > 0:
    reached.append(("request", 0))
with open("/proc/keys") as keys:
    reached += keys.read().splitlines()
print("reached:", reached)
number = 0
