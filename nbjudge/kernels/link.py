"""Messages of bytes over a stream socket, each after its length."""

from __future__ import annotations

import asyncio
import io
import socket
import struct
import time

# The largest value that crosses, and room for what goes with it.
MOST_BYTES = 2**28 + 2**20
_LENGTH = struct.Struct("!Q")
_PIECE = 2**20


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


def receive(
    connection: socket.socket, deadline: float | None = None, *, most_bytes: int = MOST_BYTES
) -> bytes:
    """The next message; LinkLost if there is none before the deadline (monotonic time)."""
    length = _length(_exactly(connection, _LENGTH.size, deadline), most_bytes)
    return _exactly(connection, length, deadline)


async def send_soon(connection: socket.socket, message: bytes) -> None:
    """Sends one message, in an event loop; LinkLost if that can't be done."""
    connection.setblocking(False)
    loop = asyncio.get_running_loop()
    try:
        await loop.sock_sendall(connection, _LENGTH.pack(len(message)))
        await loop.sock_sendall(connection, message)
    except OSError as error:
        raise LinkLost from error


async def receive_soon(connection: socket.socket, *, most_bytes: int = MOST_BYTES) -> bytes:
    """The next message, in an event loop; LinkLost if there is none."""
    connection.setblocking(False)
    length = _length(await _exactly_soon(connection, _LENGTH.size), most_bytes)
    return await _exactly_soon(connection, length)


def _length(head: bytes, most_bytes: int) -> int:
    (length,) = _LENGTH.unpack(head)
    if length > most_bytes:
        raise LinkLost
    return int(length)


def _exactly(connection: socket.socket, count: int, deadline: float | None) -> bytes:
    data = io.BytesIO()
    while data.tell() < count:
        try:
            _until(connection, deadline)
            piece = connection.recv(min(count - data.tell(), _PIECE))
        except OSError as error:
            raise LinkLost(late=isinstance(error, TimeoutError)) from error
        if not piece:
            raise LinkLost
        data.write(piece)
    # Without a copy, as nobody else has the buffer.
    return data.getvalue()


async def _exactly_soon(connection: socket.socket, count: int) -> bytes:
    loop, data = asyncio.get_running_loop(), io.BytesIO()
    while data.tell() < count:
        try:
            piece = await loop.sock_recv(connection, min(count - data.tell(), _PIECE))
        except OSError as error:
            raise LinkLost from error
        if not piece:
            raise LinkLost
        data.write(piece)
    # Without a copy, as nobody else has the buffer.
    return data.getvalue()


def _until(connection: socket.socket, deadline: float | None) -> None:
    """Lets the next call wait no longer than to the deadline."""
    if deadline is None:
        connection.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
