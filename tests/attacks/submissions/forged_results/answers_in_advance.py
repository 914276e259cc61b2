# title = "Answers are written to the judge's socket before it asks"
# trace = "wrote to [1-9]\\d* sockets"
# verdicts = ["failed", "error"]
#
# %% number
import os
import socket
import struct

from nbjudge.kernels.codec import dumps

written = 0
for descriptor in map(int, os.listdir("/proc/self/fd")):
    try:
        connection = socket.socket(fileno=os.dup(descriptor))
        # The client's connections have names; the judge's has none.
        if connection.family != socket.AF_UNIX or connection.getsockname():
            continue
        connection.setblocking(False)
        for answer in [("value", None, "")] * 3:
            message = dumps(answer)
            connection.send(struct.pack("!Q", len(message)) + message)
        written += 1
    except OSError:
        pass
print("wrote to", written, "sockets")
number = 0
