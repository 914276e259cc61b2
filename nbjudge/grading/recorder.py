"""The process that writes a class into the gradebook, one submission after the other.

Recording reads notebooks of students, by nbgrader's own steps and a course's. In a process of its
own that takes neither the memory nor the time of the one that grades all.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import signal
import socket
from collections.abc import Mapping
from typing import Any, Self

from nbjudge import errors
from nbjudge.course.folder import CourseFolder
from nbjudge.course.gradebook import keep_engines
from nbjudge.grading.execute import Execute
from nbjudge.grading.recording import Entry, Recorded, enter
from nbjudge.grading.typesetter import LIMITS, ROLE
from nbjudge.kernels.lifeline import ParentLost
from nbjudge.kernels.link import LinkLost, receive, receive_soon, send, send_soon
from nbjudge.kernels.parent import Parent, terms, warm_parent

# Longer than a gradebook that others use keeps it waiting.
TIME_S = 300.0


class Recorder:
    """Records submissions in a process of its own, in a `with` statement."""

    def __init__(self, folder: CourseFolder) -> None:
        self._folder = folder
        self._one = asyncio.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: socket.socket | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    async def record(self, entry: Entry) -> Recorded:
        """Enters a submission into the gradebook, if it isn't there as it is.

        An NbjudgeError is one that all others would meet as well.
        """
        async with self._one:
            for last in (False, False, True):
                try:
                    async with asyncio.timeout(TIME_S):
                        answer = await self._ask(entry)
                    break
                except TimeoutError:
                    self._end(at_once=True)
                    return _unrecorded(f"took longer than {TIME_S:g} s")
                except (LinkLost, ParentLost):
                    # It may have been killed from outside, or its typesetters' parent.
                    self._end(at_once=True)
                    if last:
                        return _unrecorded("ended")
        if "error" in answer:
            kind, arguments = answer["error"]
            raise getattr(errors, kind)(*arguments)
        return Recorded(**answer)

    async def _ask(self, entry: Entry) -> Mapping[str, Any]:
        connection = self._connection or self._start()
        await send_soon(connection, entry.to_json())
        answer: Mapping[str, Any] = json.loads(await receive_soon(connection))
        return answer

    def _start(self) -> socket.socket:
        sandboxing = Execute(config=self._folder.config).terms({}).sandboxing
        typesetters = warm_parent().adopt({ROLE: terms(LIMITS, sandboxing, data=False)})
        ours, theirs = socket.socketpair()
        # It has imported what is needed, and takes the settings along; it uses no event loop.
        forking = multiprocessing.get_context("fork")
        self._process = forking.Process(
            target=_serve, args=(theirs, ours, typesetters, self._folder)
        )
        self._process.start()
        theirs.close()
        typesetters.close()
        self._connection = ours
        return ours

    def _end(self, *, at_once: bool = False) -> None:
        if self._process is None or self._connection is None:
            return
        self._connection.close()
        if at_once:
            self._process.kill()
        # What has been begun comes to its end.
        self._process.join()
        self._process.close()
        self._process = self._connection = None


def _unrecorded(fault: str) -> Recorded:
    return Recorded({"submission": f"the process that records it {fault}"})


def _serve(
    connection: socket.socket,
    others: socket.socket,
    typesetters: socket.socket,
    folder: CourseFolder,
) -> None:
    """Records what is asked for on a connection, until its other end is closed."""
    others.close()
    parent = Parent(typesetters)
    keep_engines()
    # Whoever stops the grading waits for what has been begun.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            entry = Entry.from_json(receive(connection))
        except LinkLost:
            return
        try:
            recorded = enter(folder, entry, parent)
            answer: object = vars(recorded)
        except ParentLost:
            # The next process of this kind asks one that lives.
            return
        except errors.NbjudgeError as error:
            answer = {"error": [type(error).__name__, error.args]}
        try:
            send(connection, json.dumps(answer).encode())
        except LinkLost:
            return
