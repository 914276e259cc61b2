"""Messages of JSON and descriptors between a process and its warm parent, over a local socket."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable
from typing import Any

# The channels of a kernel, in the order in which their sockets are handed over.
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")

_MOST_BYTES = 2**18
_MOST_DESCRIPTORS = 128


def send(connection: socket.socket, message: object, descriptors: Iterable[int] = ()) -> None:
    """Sends one message, and copies of descriptors with it."""
    socket.send_fds(connection, [json.dumps(message).encode()], list(descriptors))


def receive(connection: socket.socket) -> tuple[Any, list[int]]:
    """The next message with its descriptors; EOFError if the other side is gone."""
    data, descriptors, _, _ = socket.recv_fds(
        connection, _MOST_BYTES, _MOST_DESCRIPTORS, socket.MSG_CMSG_CLOEXEC
    )
    if not data:
        raise EOFError("the other side is gone")
    return json.loads(data), descriptors
