# title = "A line is put into a terminal as if its user had typed it"
# trace = "typed: \\[\\]"
# verdicts = { test_number = "failed" }
# [landlock]
# trace = "PermissionError"
#
# %% number
import fcntl
import os
import struct
import termios

typed = []
ours, theirs = os.openpty()
for end in (ours, theirs):
    for order, value in ((termios.TIOCSTI, b"x"), (0x541C, b"\x02"), (0x5423, struct.pack("i", 0))):
        for form in (order, order - 2**32):
            try:
                fcntl.ioctl(end, form, value)
                typed.append(hex(order))
            except OSError:
                pass
os.set_blocking(theirs, False)
try:
    typed.append(os.read(theirs, 10))
except OSError:
    pass
print("typed:", typed)
number = 0
