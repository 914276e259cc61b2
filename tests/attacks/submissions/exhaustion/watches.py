# title = "All watches on files that a user may have"
# trace = "took 0 of them"
# verdicts = { test_number = "failed" }
#
# %% number
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
took = 0
while took < 500 and (libc.inotify_init1(0) >= 0 or libc.syscall(300, 0, 0) >= 0):
    took += 1
print("took", took, "of them")
number = 0
