# title = "Every inherited descriptor is written to, read from, passed on and closed"
# trace = "descriptors: .*socket"
# verdicts = { test_number = ["kernel_died", "timeout"] }
#
# %% number
import array
import os
import socket
import sys
import time

names = {int(name): None for name in os.listdir("/proc/self/fd")}
for number in names:
    try:
        names[number] = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        pass
print("descriptors:", names, flush=True)
time.sleep(0.3)
for number in names:
    try:
        os.set_blocking(number, False)
    except OSError:
        pass
for number in names:
    try:
        with socket.socket(fileno=os.dup(number)) as one:
            rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", list(names)[:5]))
            one.sendmsg([b"\x00" * 100], [rights])
    except OSError:
        pass
os.closerange(0, 1024)
number = 0
