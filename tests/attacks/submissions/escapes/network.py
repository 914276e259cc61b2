# title = "Connections to this machine and to others, by network and by local sockets"
# trace = "tried \\d+, connected: \\[\\]"
# verdicts = { test_number = "failed" }
#
# %% number
import socket

port = int("@PORT@")
tries = [
    (socket.AF_INET, ("127.0.0.1", port)),
    (socket.AF_INET, ("192.0.2.1", 80)),
    (socket.AF_INET, ("10.0.2.2", port)),
    (socket.AF_INET, ("8.8.8.8", 53)),
    (socket.AF_INET6, ("::1", port)),
    (socket.AF_UNIX, f"\0attacked-{port}"),
    (socket.AF_UNIX, "/run/docker.sock"),
    (socket.AF_UNIX, "/run/dbus/system_bus_socket"),
    (socket.AF_UNIX, "/tmp/.X11-unix/X0"),
]
connected = []
for family, address in tries:
    try:
        with socket.socket(family) as connection:
            connection.settimeout(0.2)
            connection.connect(address)
            connected.append(address)
    except OSError:
        pass
for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW):
    try:
        with socket.socket(socket.AF_INET, kind, 1 if kind == socket.SOCK_RAW else 0) as connection:
            connection.sendto(b"out", ("8.8.8.8", 53))
            connected.append("datagram")
    except OSError:
        pass
print(f"tried {len(tries)}, connected: {connected}")
number = 0
