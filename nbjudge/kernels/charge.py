"""A child in the warm parent's care: what it uses, why it was ended, and how."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from dataclasses import dataclass, field

from nbjudge.sandbox.child import Child
from nbjudge.sandbox.clock import Clock
from nbjudge.sandbox.enclosure import written
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.sandbox.usage import Use, is_full

LONGEST_REASON = 500
# Of epoll; the kernel allows each user some millions.
_MOST_WATCHES = 20_000
# Between two looks through a folder, in times that the last one took.
_PAUSE = 10


@dataclass
class Charge:
    """A child, its lifeline, and what was seen of it.

    `asker` is the connection on which it was asked for. It was forked with `inherited_bytes`; on
    the descriptor `reason` it says what it failed with. `excess` is what it did too much of.
    """

    child: Child
    asker: socket.socket
    lifeline: socket.socket
    reason: int
    limits: Limits
    inherited_bytes: int
    peak_bytes: int = 0
    out_of_memory: bool = False
    clock: Clock | None = None
    late: bool = False
    under_load: bool = False
    excess: str = ""
    _next_look: float = field(default_factory=time.monotonic)

    @property
    def is_counted(self) -> bool:
        """Whether the kernel itself counts all that it uses."""
        cgroup = self.child.cgroup
        return self.child.folder is None and cgroup is not None and cgroup.limits_memory

    def watch(self, use: Use) -> None:
        """Ends the child if it has used too much, or has taken its time."""
        now_bytes = use.memory_bytes
        if self.child.cgroup is not None:
            with contextlib.suppress(OSError):
                now_bytes = max(now_bytes, self.child.cgroup.used_bytes)
                # Of several processes the kernel may have ended one that was started.
                self.out_of_memory |= self.child.cgroup.out_of_memory
        self.peak_bytes = max(self.peak_bytes, now_bytes)
        self.out_of_memory |= now_bytes > self.limits.memory_bytes
        if use.tasks > self.limits.processes:
            self.excess = f"had more than {self.limits.processes} processes and threads"
        elif use.watches > _MOST_WATCHES:
            self.excess = f"watched more than {_MOST_WATCHES:,} descriptors"
        elif use.unlinked_bytes > self.limits.disk_bytes or self._fills_folder():
            self.excess = (
                f"wrote more than {self.limits.disk_bytes // MIB:,} MiB, "
                f"or {self.limits.disk_files:,} files"
            )
        if self.clock is not None and self.clock.has_run_out():
            self.late, self.under_load = True, self.clock.was_under_load
            self.clock = None
        if self.out_of_memory or self.excess or self.late:
            self.child.close()

    def _fills_folder(self) -> bool:
        """Whether there is too much in its folder, if that is on a disk of the machine's."""
        folder, now = self.child.folder, time.monotonic()
        if folder is None or now < self._next_look:
            return False
        limits = {"size_bytes": self.limits.disk_bytes, "files": self.limits.disk_files}
        full = any(is_full(place, **limits) for place in written(folder))
        self._next_look = now + _PAUSE * (time.monotonic() - now)
        return full

    def tell(self, code: int, cpu_s: float) -> None:
        """Clears away what the child leaves that has ended, and sends the end of its lifeline."""
        if self.child.cgroup is not None:
            self.out_of_memory |= self.child.cgroup.out_of_memory
        with contextlib.suppress(OSError):
            self.child.forget()
        with os.fdopen(self.reason, "rb") as stream:
            reason = (stream.read(LONGEST_REASON) or b"").decode(errors="replace")
        end = {
            "code": code,
            "peak_bytes": self.peak_bytes,
            "cpu_s": cpu_s,
            "out_of_memory": self.out_of_memory,
            "late": self.late,
            "under_load": self.under_load,
            "excess": self.excess,
            "reason": reason,
        }
        with contextlib.suppress(OSError), self.lifeline:
            self.lifeline.send(json.dumps(end).encode())
