# title = "More of the processors than others, and memory that is never given back"
# trace = "gained: \\[\\]"
# verdicts = { test_number = "failed" }
#
# %% number
import ctypes
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)
gained = []


def attempt(name, act):
    try:
        if act():
            gained.append(name)
    except (OSError, ValueError):
        pass


attempt("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)) is None)
attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, 0, -5) is None)
attempt("locked memory", lambda: libc.mlockall(3) == 0)
attempt("disk", lambda: libc.syscall(251, 1, 0, 1 << 13) == 0)
for kind in (resource.RLIMIT_NICE, resource.RLIMIT_RTPRIO, resource.RLIMIT_MEMLOCK):
    attempt(f"limit {kind}", lambda: resource.setrlimit(kind, (20, 20)) is None)
print("gained:", gained)
number = 0
