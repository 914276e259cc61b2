"""What a kernel sends is counted over all parts of a message, however it comes."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
import zmq
import zmq.asyncio
from hypothesis import given
from hypothesis import strategies as st

from nbjudge.engine.valve import Flood, Meter, Valve

GREETING = bytes(64)
MORE, LONG, COMMAND = 1, 2, 4


def frame(size: int, flags: int = 0) -> bytes:
    """A frame with a body of this size."""
    if size > 255 or flags & LONG:
        return bytes([flags | LONG]) + size.to_bytes(8) + bytes(size)
    return bytes([flags, size]) + bytes(size)


def message(*sizes: int) -> bytes:
    return b"".join(frame(size, MORE) for size in sizes[:-1]) + frame(sizes[-1])


@given(
    st.lists(st.lists(st.integers(0, 600), min_size=1, max_size=5), max_size=5),
    st.lists(st.integers(1, 3000), max_size=8),
)
def test_messages_are_counted_wherever_they_are_cut(
    sizes: list[list[int]], cuts: list[int]
) -> None:
    data = GREETING + b"".join(message(*one) for one in sizes)
    meter = Meter(10_000)
    for start, end in itertools.pairwise(sorted({0, *cuts, len(data)})):
        meter.feed(data[start:end])
    assert meter.messages == len(sizes)


@pytest.mark.parametrize(
    "parts", [[1001], [600, 600], [1] * 400, [0] * 600], ids=["one", "two", "small", "empty"]
)
def test_message_is_too_large_by_all_its_parts(parts: list[int]) -> None:
    meter = Meter(1000)
    meter.feed(GREETING + message(500, 400) * 3)
    with pytest.raises(Flood, match="a message of more than"):
        meter.feed(message(*parts))


def test_size_alone_is_enough_to_refuse() -> None:
    with pytest.raises(Flood):
        Meter(1000).feed(GREETING + bytes([LONG]) + (2**62).to_bytes(8))


async def received(
    folder: Path, messages: Sequence[list[bytes]], **limits: int
) -> tuple[list[list[bytes]], list[str]]:
    """What comes through a valve of these messages, and what it says."""
    said: list[str] = []
    address = str(folder / "kernel")
    with zmq.asyncio.Context() as context, context.socket(zmq.PUSH) as kernel:
        kernel.bind(f"ipc://{address}-1")
        most = {"most_message_bytes": 1000, "most_bytes": 10_000, "most_messages": 100} | limits
        valve = Valve(address, **most, flooded=said.append)
        await valve.open((1,))
        found = []
        with context.socket(zmq.PULL) as client:
            client.connect(f"ipc://{valve.client_address}-1")
            try:
                async with asyncio.timeout(5):
                    for one in messages:
                        await kernel.send_multipart(one)
                    while len(found) < len(messages) and not said:
                        if await client.poll(100):
                            found.append(await client.recv_multipart())
            finally:
                await valve.close()
                kernel.setsockopt(zmq.LINGER, 0)
        return found, said


def test_what_is_not_too_much_comes_through(tmp_path: Path) -> None:
    messages = [[b"a", b"b" * 900], [b""], [b"c"] * 50]
    assert asyncio.run(received(tmp_path, messages)) == (messages, [])


@pytest.mark.parametrize(
    ("messages", "limits", "said"),
    [
        ([[b"x" * 600, b"y" * 600]], {}, "a message of more than 0 MB"),
        ([[b"x" * 500]] * 30, {}, "more than 0 MB"),
        ([[b"x"]] * 30, {"most_messages": 20}, "more than 20 messages"),
    ],
    ids=["parts", "bytes", "messages"],
)
def test_what_is_too_much_is_said_once(
    messages: list[list[bytes]], limits: dict[str, int], said: str, tmp_path: Path
) -> None:
    found, heard = asyncio.run(received(tmp_path, messages, **limits))
    assert heard == [said]
    assert len(found) < len(messages)
