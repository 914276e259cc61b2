# title = "Descriptors that are under way in messages, all that a user may have"
# trace = "refused after \\d{1,3} descriptors"
# verdicts = { test_number = "failed" }
#
# %% number
import os
import socket

one, other = socket.socketpair()
one.setblocking(False)
null = os.open("/dev/null", os.O_RDONLY)
sent = 0
try:
    while sent < 2000:
        socket.send_fds(one, [b"."], [null] * 50)
        sent += 50
except OSError:
    pass
one.close()
other.close()
print("refused after", sent, "descriptors")
number = 0
