"""What a kernel may send: so much in one message, in all its parts, and so much altogether.

ZeroMQ bounds each frame of a message and not their number, and keeps the frames in memory until the
last one is there. So the bytes of a kernel's sockets go through here first; ZMTP 3.0, "Framing",
says where a message ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

_GREETING_BYTES = 64
_MORE, _LONG = 1, 2
_PIECE = 2**16


class Flood(Exception):
    """A kernel has sent too much; the text says of what."""


class Meter:
    """Counts what one connection sends; a Flood as soon as it is too much."""

    def __init__(self, most_message_bytes: int) -> None:
        self.messages = 0
        self._most_bytes = most_message_bytes
        self._skip = _GREETING_BYTES
        self._head = b""
        self._message_bytes = 0

    def feed(self, data: bytes) -> None:
        """Takes in the next bytes, wherever they begin."""
        place = 0
        while place < len(data):
            if self._skip:
                step = min(self._skip, len(data) - place)
                self._skip -= step
                place += step
                continue
            self._head += data[place : place + 1]
            place += 1
            if len(self._head) == (9 if self._head[0] & _LONG else 2):
                self._skip = int.from_bytes(self._head[1:])
                self._begin_frame(is_last=not self._head[0] & _MORE)
                self._head = b""

    def _begin_frame(self, *, is_last: bool) -> None:
        self._message_bytes += self._skip + len(self._head)
        if self._message_bytes > self._most_bytes:
            raise Flood(f"a message of more than {self._most_bytes // 10**6} MB")
        if is_last:
            self.messages += 1
            self._message_bytes = 0


class Valve:
    """Passes on what the sockets of a kernel send, until it is too much.

    The kernel's are at `address`, followed by a hyphen and a number; those to connect to at
    `client_address`. It is too much with one message of `most_message_bytes`, with `most_bytes`, or
    with `most_messages`: then `flooded` is told why, once.
    """

    def __init__(
        self,
        address: str,
        *,
        most_message_bytes: int,
        most_bytes: int,
        most_messages: int,
        flooded: Callable[[str], None],
    ) -> None:
        self.client_address = f"{address}-valve"
        self._address = address
        self._most_message_bytes = most_message_bytes
        self._left_bytes = most_bytes
        self._most_bytes = most_bytes
        self._left_messages = self._most_messages = most_messages
        self._flooded = flooded
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, numbers: tuple[int, ...]) -> None:
        """Listens in the place of these sockets."""
        for number in numbers:
            server = await asyncio.start_unix_server(
                self._connected(f"{self._address}-{number}"), f"{self.client_address}-{number}"
            )
            self._servers.append(server)

    async def close(self) -> None:
        """Ends all connections."""
        for server in self._servers:
            server.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _connected(self, path: str) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]:
        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(self._join(path, reader, writer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        return connected

    async def _join(
        self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Joins a client's connection with one to the kernel, until either of them ends."""
        ends = [writer]
        pumps: list[asyncio.Task[None]] = []
        try:
            from_kernel, to_kernel = await asyncio.open_unix_connection(path)
            ends.append(to_kernel)
            pumps.append(asyncio.create_task(_pump(reader, to_kernel)))
            pumps.append(asyncio.create_task(self._metered(from_kernel, writer)))
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        except OSError:
            return
        finally:
            for pump in pumps:
                pump.cancel()
            for end in ends:
                end.close()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def _metered(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        meter = Meter(self._most_message_bytes)
        try:
            while data := await reader.read(_PIECE):
                counted = meter.messages
                meter.feed(data)
                self._left_bytes -= len(data)
                self._left_messages -= meter.messages - counted
                if self._left_bytes < 0:
                    raise Flood(f"more than {self._most_bytes // 10**6} MB")
                if self._left_messages < 0:
                    raise Flood(f"more than {self._most_messages:,} messages")
                writer.write(data)
                await writer.drain()
        except Flood as flood:
            self._flooded(str(flood))
        except OSError:
            return


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_PIECE):
            writer.write(data)
            await writer.drain()
