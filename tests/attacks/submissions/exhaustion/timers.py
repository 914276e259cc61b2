# title = "Timers, as many as a user may have"
# trace = "refused after \\d{1,4} timers"
# verdicts = { test_number = "failed" }
#
# %% number
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
timer, made = ctypes.c_void_p(), 0
while made < 20_000 and libc.timer_create(1, None, ctypes.byref(timer)) == 0:
    made += 1
print("refused after", made, "timers")
number = 0
