# title = "Memory in messages that nobody reads, which no process has, up to 700 MB"
# trace = "sending"
# verdicts = { test_number = ["out_of_memory", "failed"] }
#
# %% number
import os
import socket
import time

print("sending", flush=True)
for _ in range(8):
    if os.fork() == 0:
        pairs = []
        try:
            while len(pairs) < 230:
                pairs.append(socket.socketpair())
                for one in pairs[-1]:
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 10**7)
                    one.setblocking(False)
                    one.send(b"x" * 400_000)
        except OSError:
            pass
        time.sleep(3)
        os._exit(0)
time.sleep(2)
number = 0
