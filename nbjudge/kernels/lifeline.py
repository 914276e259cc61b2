"""A child of the warm parent as its asker holds it: by a lifeline, which tells how it ended."""

from __future__ import annotations

import contextlib
import json
import socket
from dataclasses import dataclass

from nbjudge.errors import SandboxError

_LONGEST_EXIT = 4096


class ParentLost(SandboxError):
    """The warm parent has ended, and everything that it had forked with it."""

    def __init__(self, last_words: str = "") -> None:
        got = f"one that has ended ({last_words})" if last_words else "one that has ended"
        super().__init__("the grader", "a warm parent", got, "Run it again.")


@dataclass(frozen=True)
class Exit:
    """How a child ended: its exit code, or minus the signal that killed it; what it used.

    `late` says that it was ended for taking too long, `under_load` that others had kept it from
    going on meanwhile, and `excess` what else it did too much of. `reason` is the error that it
    ended with by itself, as it says: nobody vouches for it once there has been student's code in
    it.
    """

    code: int
    peak_bytes: int = 0
    cpu_s: float = 0.0
    out_of_memory: bool = False
    late: bool = False
    under_load: bool = False
    excess: str = ""
    reason: str = ""

    @property
    def is_its_own(self) -> bool:
        """Whether it was ended for what it used, and not by something outside."""
        return self.late or self.out_of_memory or bool(self.excess)


class Lifeline:
    """A running bench or judge: closing it ends the process and all that it started."""

    def __init__(self, pid: int, connection: socket.socket) -> None:
        self.pid = pid
        self._connection = connection
        self._exit: Exit | None = None

    def fileno(self) -> int:
        """The descriptor that can be read when the process has ended."""
        return self._connection.fileno()

    def poll(self) -> Exit | None:
        """How the process ended, or None while it runs; ParentLost if nobody can tell."""
        if self._exit is None and self._connection.fileno() >= 0:
            with contextlib.suppress(BlockingIOError):
                self._exit = self._receive(socket.MSG_DONTWAIT)
        return self._exit

    def signal(self, number: int) -> None:
        """Sends a signal to the process."""
        self._order({"signal": number})

    def limit(self, time_s: float | None) -> None:
        """Has the process and all that it started ended after this time from now; or not at all.

        Time in which they wait for a processor does not count, see `nbjudge.sandbox.clock`.
        """
        self._order({"time_s": time_s if time_s is None else float(time_s)})

    def close(self) -> Exit:
        """Ends the process, waits for that, and tells how it ended; or ParentLost."""
        with self._connection:
            if self._exit is None:
                with contextlib.suppress(OSError):
                    self._connection.shutdown(socket.SHUT_WR)
                self._exit = self._receive(0)
        return self._exit

    def _order(self, order: object) -> None:
        with contextlib.suppress(OSError):
            self._connection.send(json.dumps(order).encode())

    def _receive(self, flags: int) -> Exit:
        data = b""
        # Where an order of ours was left unread, that is what comes first.
        for _ in range(2):
            with contextlib.suppress(ConnectionError):
                data = self._connection.recv(_LONGEST_EXIT, flags)
                break
        if not data:
            raise ParentLost
        return Exit(**json.loads(data))
