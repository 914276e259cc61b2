# title = "Sockets to parts of the kernel: routes, filters, ciphers, buses, virtual machines"
# trace = "opened: \\[\\]"
# verdicts = { test_number = "failed" }
#
# %% number
import socket

opened = []
for family in range(64):
    for kind in (1, 2, 3, 5):
        for protocol in (0, 1, 16, 132, 262):
            ordinary = family == 1 or (family in (2, 10) and kind < 3 and protocol == 0)
            if not ordinary:
                try:
                    socket.socket(family, kind, protocol).close()
                    opened.append((family, kind, protocol))
                except OSError:
                    pass
print("opened:", opened)
number = 0
