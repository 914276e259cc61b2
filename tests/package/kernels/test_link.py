"""Messages over a stream: whole, bounded and in time."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from nbjudge.kernels.link import LinkLost, receive, send

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


@pytest.mark.parametrize("size", [0, 1, 100, 3 * 2**20])
def test_messages_arrive_whole(size: int, pair: Pair) -> None:
    message = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    thread = Thread(target=send, args=(pair[0], message))
    thread.start()
    assert receive(pair[1], time.monotonic() + 20) == message
    thread.join()


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\0", struct.pack("!Q", 10) + b"short", struct.pack("!Q", 2**62)],
    ids=["closed", "half-a-length", "half-a-message", "too-long"],
)
def test_broken_message_is_a_lost_link(data: bytes, pair: Pair) -> None:
    pair[0].sendall(data)
    pair[0].shutdown(socket.SHUT_WR)
    with pytest.raises(LinkLost) as caught:
        receive(pair[1], time.monotonic() + 20)
    assert not caught.value.late


def test_silence_is_late(pair: Pair) -> None:
    with pytest.raises(LinkLost) as caught:
        receive(pair[1], time.monotonic() + 0.05)
    assert caught.value.late
    with pytest.raises(LinkLost) as caught:
        send(pair[0], bytes(2**24), time.monotonic() + 0.05)
    assert caught.value.late
