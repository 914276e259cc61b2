"""A process in a sandbox that makes the HTML of a feedback page, piece by piece.

Whoever writes the page asks for each piece; the pictures on it stay with them. What the course
wrote itself they make on their own, and once for all pages.
"""

from __future__ import annotations

import json
import resource
import secrets
import signal
import socket
from collections.abc import Callable, Container
from typing import Any, Self

from nbjudge.errors import SubmissionError
from nbjudge.kernels.lifeline import Exit
from nbjudge.kernels.link import LinkLost, receive, send
from nbjudge.kernels.parent import Parent
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.submission.fragments import KINDS
from nbjudge.submission.markup import NoPicture

ROLE = "nbjudge.grading.typesetter"
LIMITS = Limits(memory_bytes=1024 * MIB, disk_bytes=MIB, disk_files=100, processes=16)
# Of a processor: how long others keep it waiting, or whoever asks for pieces, does not count.
TIME_S = 10
# However that may be.
_LONGEST_S = 30 * TIME_S
_MOST_BYTES = 64 * MIB
_SAMPLE = "# *A* `b` $c$\n\n- [d](e)\n\n| f |\n|---|\n| ![g](h.png) |\n"


class Typesetter:
    """Makes the pieces of one page, in a `with` statement.

    A SubmissionError says that they took too much time or memory.
    """

    def __init__(self, parent: Parent, texts: Container[str] = ()) -> None:
        self._parent = parent
        self._texts = texts

    def __enter__(self) -> Self:
        self._connection, theirs = socket.socketpair()
        with theirs:
            try:
                options = {"time_s": TIME_S}
                self._lifeline = self._parent.fork(ROLE, options, [theirs.fileno()])
            except BaseException:
                self._connection.close()
                raise
        self._lifeline.limit(_LONGEST_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._lifeline.close()

    def __call__(self, kind: str, source: str, address: Callable[[str], str]) -> str:
        """The HTML of a piece, see `nbjudge.submission.fragments`; `address` finds pictures."""
        if source in self._texts:
            return _of_the_course(kind, source, address)
        addresses: dict[str, str] = {}
        try:
            send(self._connection, json.dumps([kind, source]).encode())
            while True:
                answer = json.loads(receive(self._connection, most_bytes=_MOST_BYTES))
                if "html" in answer:
                    return _with(addresses, answer["html"])
                # The picture itself need not go there and back.
                word = f"picture-{secrets.token_hex(16)}"
                try:
                    addresses[word] = address(answer["picture"])
                    found = {"address": word}
                except NoPicture as missing:
                    found = {"missing": str(missing)}
                send(self._connection, json.dumps(found).encode())
        except LinkLost as error:
            raise _too_much(self._lifeline.close()) from error


def rehearse() -> None:
    """Has imports and patterns of all kinds ready, so that no typesetter begins with them."""
    for make in KINDS.values():
        make(_SAMPLE, str)


def run(options: dict[str, Any], descriptors: list[int]) -> int:
    """Makes pieces until nobody asks any more; the exit code."""
    connection = socket.socket(fileno=descriptors[0])
    # The first signal says why; the second one might be anybody's.
    resource.setrlimit(resource.RLIMIT_CPU, (options["time_s"], options["time_s"] + 1))

    def address(source: str) -> str:
        send(connection, json.dumps({"picture": source}).encode())
        found = json.loads(receive(connection))
        if "missing" in found:
            raise NoPicture(found["missing"])
        return str(found["address"])

    try:
        while True:
            kind, source = json.loads(receive(connection))
            send(connection, json.dumps({"html": KINDS[kind](source, address)}).encode())
    except LinkLost:
        return 0


_made: dict[tuple[str, str], str] = {}


def _of_the_course(kind: str, source: str, address: Callable[[str], str]) -> str:
    """The HTML of a piece that nobody else has written; kept if there is no picture on it."""
    if (kind, source) in _made:
        return _made[kind, source]
    pictures = []

    def noted(picture: str) -> str:
        pictures.append(picture)
        return address(picture)

    html = KINDS[kind](source, noted)
    if not pictures:
        _made[kind, source] = html
    return html


def _with(addresses: dict[str, str], html: str) -> str:
    for word, address in addresses.items():
        html = html.replace(word, address)
    return html


def _too_much(end: Exit) -> SubmissionError:
    got = "one that ended early"
    if end.late or end.code == -signal.SIGXCPU:
        got = f"one that takes longer than {TIME_S:g} s"
    elif end.out_of_memory:
        got = f"one that takes more than {LIMITS.memory_bytes // MIB:,} MiB of memory"
    return SubmissionError("the page", "one that can be made", got)
