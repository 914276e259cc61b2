"""Messages of bytes over a stream socket, each after its length."""

from __future__ import annotations

import socket
import struct
import time

# The largest value that crosses, and room for what goes with it.
MOST_BYTES = 2**28 + 2**20
_LENGTH = struct.Struct("!Q")


class LinkLost(Exception):
    """The other side is gone, has sent nonsense, or is silent for too long (`late`)."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__("no answer in time" if late else "the other side is gone")
        self.late = late


def send(connection: socket.socket, message: bytes, deadline: float | None = None) -> None:
    """Sends one message; LinkLost if that can't be done before the deadline (monotonic time)."""
    try:
        _until(connection, deadline)
        connection.sendall(_LENGTH.pack(len(message)) + message)
    except OSError as error:
        raise LinkLost(late=isinstance(error, TimeoutError)) from error


def receive(connection: socket.socket, deadline: float | None = None) -> bytes:
    """The next message; LinkLost if there is none before the deadline (monotonic time)."""
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size, deadline))
    if length > MOST_BYTES:
        raise LinkLost
    return _exactly(connection, length, deadline)


def _exactly(connection: socket.socket, count: int, deadline: float | None) -> bytes:
    data = bytearray()
    while len(data) < count:
        try:
            _until(connection, deadline)
            piece = connection.recv(min(count - len(data), 2**20))
        except OSError as error:
            raise LinkLost(late=isinstance(error, TimeoutError)) from error
        if not piece:
            raise LinkLost
        data += piece
    return bytes(data)


def _until(connection: socket.socket, deadline: float | None) -> None:
    """Lets the next call wait no longer than to the deadline."""
    if deadline is None:
        connection.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
