"""A function of the package called in a disposable sandbox, on what a student wrote.

Parsers of notebooks, HTML and Markdown may take very long, or very much memory, for a few texts:
here that costs nobody anything.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import socket
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from nbformat.v4 import new_notebook

from nbjudge.errors import SubmissionError
from nbjudge.kernels.lifeline import Exit, ParentLost
from nbjudge.kernels.link import LinkLost, receive, send
from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.sandbox.limits import MIB, Limits, Sandboxing
from nbjudge.submission.content import Content, descriptor

ROLE = "nbjudge.kernels.confined"
TIME_S = 30.0
_LIMITS = Limits(memory_bytes=2048 * MIB, disk_bytes=MIB, disk_files=100, processes=16)
_RETURNED, _RAISED, _TOO_LARGE = b"+", b"-", b"!"


class Unanswered(Exception):
    """The function came to no end: it was stopped, with a reason that can stand in a sentence."""


def confined(
    function: Callable[..., bytes],
    files: Sequence[Content] = (),
    *arguments: object,
    sandboxing: Sandboxing = "bubblewrap",
    most_bytes: int = 64 * MIB,
    time_s: float = TIME_S,
) -> bytes:
    """What a function returns, called in a sandbox of its own on open files and JSON values.

    A SubmissionError that it raises is raised here; Unanswered says that it took more than its
    time or memory, or returned more than `most_bytes`.
    """
    for last in (False, False, True):
        try:
            kind, answer, end = _asked(function, files, arguments, sandboxing, most_bytes, time_s)
        except ParentLost:
            if last:
                raise
            continue
        if kind == _RETURNED:
            return answer
        if kind == _TOO_LARGE:
            raise Unanswered(f"it holds more than {most_bytes // 10**6} MB")
        if kind == _RAISED:
            raise SubmissionError(*map(str, json.loads(answer)))
        # If it was killed from outside, it is given another chance.
        if last or end.is_its_own or end.reason:
            raise Unanswered(_reason(end, time_s))
    raise AssertionError("unreachable")


def _asked(
    function: Callable[..., bytes],
    files: Sequence[Content],
    arguments: Sequence[object],
    sandboxing: Sandboxing,
    most_bytes: int,
    time_s: float,
) -> tuple[bytes, bytes, Exit]:
    """The kind of answer that the function's process gives, the answer, and how it ended."""
    parent = warm_parent()
    parent.preload([function.__module__])
    ours, theirs = socket.socketpair()
    descriptors = [theirs.detach(), *map(descriptor, files)]
    with ours:
        place = f"{function.__module__}:{function.__qualname__}"
        options = {"function": place, "most_bytes": most_bytes}
        try:
            of_its_own = terms(_LIMITS, sandboxing, data=False)
            lifeline = parent.fork(ROLE, options, descriptors, terms=of_its_own)
        finally:
            for one in descriptors:
                os.close(one)
        lifeline.limit(time_s)
        kind, answer = b"", b""
        with contextlib.suppress(LinkLost):
            # Not through the warm parent: every later bench inherits what is in its memory.
            send(ours, json.dumps(arguments).encode())
            answer = receive(ours, most_bytes=most_bytes)
            kind = receive(ours, most_bytes=1)
        return kind, answer, lifeline.close()


def rehearse() -> None:
    """Has nbformat's schema compiled, by which every notebook is checked that is read here."""
    new_notebook()


def run(options: dict[str, Any], descriptors: list[int]) -> int:
    """Calls the function that `options` name; the exit code.

    The descriptors are a socket for arguments and answer, and the files.
    """
    connection = socket.socket(fileno=descriptors[0])
    module, _, name = options["function"].partition(":")
    function = getattr(importlib.import_module(module), name)
    files: list[BinaryIO] = [os.fdopen(one, "rb") for one in descriptors[1:]]
    try:
        kind, answer = _RETURNED, function(files, *json.loads(receive(connection)))
    except SubmissionError as error:
        kind, answer = _RAISED, json.dumps(error.args).encode()
    if len(answer) > options["most_bytes"]:
        kind, answer = _TOO_LARGE, b""
    send(connection, answer)
    send(connection, kind)
    return 0


def _reason(end: Exit, time_s: float) -> str:
    if end.late:
        return f"it takes longer than {time_s:g} s to work on"
    if end.out_of_memory or "MemoryError" in end.reason:
        return f"it takes more than {_LIMITS.memory_bytes // MIB:,} MiB of memory to work on"
    return "the process that worked on it ended"
