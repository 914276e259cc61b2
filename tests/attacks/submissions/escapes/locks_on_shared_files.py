# title = "Files that all share are locked, leased and watched, to signal to others and to wait for them"
# trace = "leased or watched: \\[\\]"
# verdicts = { test_number = "failed" }
# landlock = "the machine's files are the same for all"
#
# %% number
import ctypes
import fcntl
import os
import signal
import sys

import nbjudge
import numpy

libc = ctypes.CDLL(None, use_errno=True)
signal.signal(signal.SIGIO, signal.SIG_IGN)
held, leased = [], []
watch = libc.inotify_init()
for path in (nbjudge.__file__, numpy.__file__, os.__file__, sys.executable, "/bin/sh", "/etc/passwd"):
    held.append(open(path))
    fcntl.flock(held[-1], fcntl.LOCK_EX)
    for act, order, value in (("lease", 1024, 0), ("lease", 1024, 1), ("notice", 1026, 1)):
        try:
            fcntl.fcntl(held[-1] if act == "lease" else os.open(os.path.dirname(path), 0), order, value)
            leased.append((act, path))
        except OSError:
            pass
    if libc.inotify_add_watch(watch, path.encode(), 0x20) >= 0:
        leased.append(("watch", path))
print("leased or watched:", leased)
number = 0
