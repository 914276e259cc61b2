"""Benches and judges as the driver holds them: started, connected, ended."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jupyter_client.connect import KernelConnectionInfo

from nbjudge.kernels.lifeline import Exit, Lifeline
from nbjudge.kernels.link import LinkLost, receive_soon, send
from nbjudge.kernels.messages import CHANNELS
from nbjudge.kernels.parent import BENCH, JUDGE, Parent
from nbjudge.owners import owned_prefix

# What a judge needs to tell of a bench that is late, at the end of its time.
_GRACE_S = 2.0
# However long others keep them waiting: see `nbjudge.sandbox.clock`.
_PATIENCE = 20
# Of a socket, less what numbers and the valve add to it; see unix(7).
_LONGEST_ADDRESS = 108 - 16


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
    parent: Parent,
    terms: Mapping[str, Any] = MappingProxyType({}),
    *,
    questions: socket.socket | None = None,
    notes: int | None = None,
    knows: bool = True,
    connection: KernelConnectionInfo | None = None,
) -> BenchProcess:
    """Starts a bench, a child of `parent` under these terms.

    It answers what a judge asks on the socket `questions`, and notes what is trained in the file
    `notes`, if there are such. What is known of trainings is used if it `knows` it. The sockets of
    its channels are made here, outside of its sandbox; clients may connect at once. Those of an
    ended bench stay connected if its `connection` is used again.
    """
    if connection is None:
        connection = {
            "transport": "ipc",
            "ip": _address(),
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
        descriptors += [notes] if notes is not None else []
        options = {
            "key": connection["key"],
            "address": address,
            "notes": notes is not None,
            "knows": knows,
        }
        lifeline = parent.fork(BENCH, options, descriptors, terms=terms)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        for one in listening:
            one.close()
    return BenchProcess(connection, lifeline, folder)


def _address() -> str:
    """Where the sockets of a new bench are; as seen from here, if the whole path is too long."""
    address = os.path.join(tempfile.mkdtemp(prefix=owned_prefix()), "kernel")  # noqa: PTH118
    return address if len(os.fsencode(address)) < _LONGEST_ADDRESS else os.path.relpath(address)


@dataclass
class JudgeProcess:
    """A running judge, asked over a socket of its own."""

    lifeline: Lifeline
    _socket: socket.socket

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
        """The verdict on a test cell; LinkLost if the judge ends, or takes too long.

        `fresh` says that cells of the student's have run since the last one.
        """
        self.lifeline.limit(timeout_s + _GRACE_S)
        self._send(
            {
                "order": "cell",
                "source": source,
                "visible": visible,
                "points": points,
                "timeout_s": timeout_s * _PATIENCE,
                "fresh": fresh,
            }
        )
        try:
            async with asyncio.timeout(timeout_s * _PATIENCE + _GRACE_S):
                verdict: dict[str, Any] = json.loads(await receive_soon(self._socket))
        except (TimeoutError, ValueError) as error:
            raise LinkLost from error
        self.lifeline.limit(None)
        return verdict

    def close(self) -> Exit:
        """Ends the judge, and tells how it ended."""
        self._socket.close()
        return self.lifeline.close()

    def _send(self, order: object) -> None:
        # A judge listens whenever it is not at work.
        send(self._socket, json.dumps(order).encode())


def start_judge(
    parent: Parent,
    own: dict[str, str],
    imports: dict[str, str],
    students: list[str],
    terms: Mapping[str, Any] = MappingProxyType({}),
) -> JudgeProcess:
    """Starts a judge, a child of `parent` under these terms.

    `own` is the course's code that test cells may use, by the names that it binds; `imports` are
    the imports that are left to the student, `students` all names that the student is to make.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            lifeline = parent.fork(JUDGE, {}, [theirs.fileno()], terms=terms)
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
