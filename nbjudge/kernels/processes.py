"""Benches and judges as the driver holds them: started, connected, ended."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import socket
import struct
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo

from nbjudge.kernels.link import MOST_BYTES, LinkLost, send
from nbjudge.kernels.messages import CHANNELS
from nbjudge.kernels.parent import Exit, Lifeline, Sandboxing, warm_parent
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.owners import owned_prefix

_LENGTH = struct.Struct("!Q")


@dataclass
class BenchProcess:
    """A running bench: how to connect to its kernel, and its lifeline."""

    connection: KernelConnectionInfo
    lifeline: Lifeline
    _folder: Path

    def close(self) -> Exit:
        """Ends the bench and all that it started, and tells how it ended."""
        end = self.lifeline.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        return end


def start_bench(
    *,
    limits: Limits,
    sandboxing: Sandboxing,
    files: Path | None = None,
    questions: socket.socket | None = None,
    connection: KernelConnectionInfo | None = None,
) -> BenchProcess:
    """Starts a bench with copies of `files` in its work folder.

    It answers what a judge asks on the socket `questions`, if there is one. The sockets of its
    channels are made here, outside of its sandbox; clients may connect at once. Those of an ended
    bench stay connected if its `connection` is used again.
    """
    if connection is None:
        address = str(Path(tempfile.mkdtemp(prefix=owned_prefix()), "kernel"))
        connection = {
            "transport": "ipc",
            "ip": address,
            "key": secrets.token_hex(32),
            "signature_scheme": "hmac-sha256",
        }
        for number, name in enumerate(CHANNELS, start=1):
            connection[f"{name}_port"] = number  # type: ignore[literal-required]
    address = connection["ip"]
    folder = Path(address).parent
    folder.mkdir(mode=0o700, exist_ok=True)
    listening: list[socket.socket] = []
    try:
        for number in range(1, len(CHANNELS) + 1):
            listening.append(socket.socket(socket.AF_UNIX))
            listening[-1].bind(f"{address}-{number}")
            listening[-1].listen()
        descriptors = [one.fileno() for one in (*listening, *([questions] if questions else ()))]
        lifeline = warm_parent().fork(
            "bench",
            {"key": connection["key"], "address": address, "files": str(files) if files else None},
            descriptors,
            limits=limits,
            sandboxing=sandboxing,
            readable=[files] if files else [],
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        for one in listening:
            one.close()
    return BenchProcess(connection, lifeline, folder)


@dataclass
class JudgeProcess:
    """A running judge, asked over a socket of its own."""

    lifeline: Lifeline
    _socket: socket.socket
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    def read(self, own: dict[str, str], imports: dict[str, str], students: list[str]) -> None:
        """Tells the judge of its notebook, as `start_judge` does."""
        self._send({"own": own, "imports": imports, "students": students})

    def turn_to(self, questions: socket.socket) -> None:
        """Gives the judge the socket on which it asks a new bench."""
        self._send({"order": "bench"})
        try:
            socket.send_fds(self._socket, [b"."], [questions.fileno()])
        except OSError as error:
            raise LinkLost from error

    async def run(
        self, source: str, visible: str, points: float, timeout_s: float, *, fresh: bool
    ) -> dict[str, Any]:
        """The verdict on a test cell; LinkLost if the judge ends or takes too long (`late`).

        `fresh` says that cells of the student's have run since the last one.
        """
        self._send(
            {
                "order": "cell",
                "source": source,
                "visible": visible,
                "points": points,
                "timeout_s": timeout_s,
                "fresh": fresh,
            }
        )
        self._socket.setblocking(False)
        try:
            # It notices by itself that the bench is late, and then tells what came of it.
            async with asyncio.timeout(timeout_s + 2):
                (length,) = _LENGTH.unpack(await self._exactly(_LENGTH.size))
                if length > MOST_BYTES:
                    raise LinkLost
                verdict: dict[str, Any] = json.loads(await self._exactly(length))
        except TimeoutError as error:
            raise LinkLost(late=True) from error
        except (OSError, ValueError) as error:
            raise LinkLost from error
        return verdict

    def close(self) -> Exit:
        """Ends the judge, and tells how it ended."""
        self._socket.close()
        return self.lifeline.close()

    def _send(self, order: object) -> None:
        send(self._socket, json.dumps(order).encode())

    async def _exactly(self, count: int) -> bytes:
        loop, data = asyncio.get_running_loop(), bytearray()
        while len(data) < count:
            piece = await loop.sock_recv(self._socket, count - len(data))
            if not piece:
                raise LinkLost
            data += piece
        return bytes(data)


def start_judge(
    own: dict[str, str],
    imports: dict[str, str],
    students: list[str],
    *,
    limits: Limits,
    sandboxing: Sandboxing,
    files: Path | None = None,
) -> JudgeProcess:
    """Starts a judge with copies of `files` in its work folder.

    `own` is the course's code that test cells may use, by the names that it binds; `imports` are
    the imports that are left to the student, `students` all names that the student is to make.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            lifeline = warm_parent().fork(
                "judge",
                {"files": str(files) if files else None},
                [theirs.fileno()],
                limits=limits,
                sandboxing=sandboxing,
                readable=[files] if files else [],
            )
        except BaseException:
            ours.close()
            raise
    judge = JudgeProcess(lifeline, ours)
    # Not through the warm parent: every later bench inherits what is in its memory.
    try:
        judge.read(own, imports, students)
    except BaseException:
        judge.close()
        raise
    return judge
