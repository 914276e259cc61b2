"""The time that a process and all that it started may take, on a machine that others use as well.

Time in which one of them waited for a processor does not count: `run_delay` of the kernel's
scheduler, see "Scheduler Statistics" in the documentation of Linux. Where the kernel does not tell,
all of it does.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbjudge.sandbox.usage import place

_PROC = Path("/proc")
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_NANOSECONDS = 1e9
# However long it has to wait.
_LONGEST = 10
# Which share of waiting says that the machine was too busy for a fair try.
_BUSY = 0.1


@dataclass(frozen=True)
class _Reading:
    """What the clock showed, and what processes had used and waited for by then, in seconds."""

    clock_s: float = 0.0
    cpu_s: float = 0.0
    waited_s: float = 0.0

    def since(self, earlier: _Reading) -> _Reading:
        """What has been added; never less than nothing, as ended processes take theirs along."""
        return _Reading(
            self.clock_s - earlier.clock_s,
            max(0.0, self.cpu_s - earlier.cpu_s),
            max(0.0, self.waited_s - earlier.waited_s),
        )


@dataclass
class Clock:
    """The time that is left to a process and all that it started.

    It runs from when somebody looks at it for the first time: most of what has a limit is done
    before that, and it takes time itself to look at all processes.
    """

    pid: int
    limit_s: float
    _start: _Reading | None = None
    _used: _Reading = _Reading()

    def has_run_out(self) -> bool:
        """Whether they have taken their time: by the clock without waiting, or of processors."""
        if self._start is None:
            self._start = _read(self.pid)
        if time.monotonic() - self._start.clock_s < self.limit_s:
            return False
        self._used = used = _read(self.pid).since(self._start)
        return (
            used.clock_s - used.waited_s >= self.limit_s
            or used.cpu_s >= self.limit_s * _processors()
            or used.clock_s >= self.limit_s * _LONGEST
        )

    @property
    def was_under_load(self) -> bool:
        """Whether others have kept them from using the time that they had."""
        used = self._used
        return used.waited_s > _BUSY * used.clock_s and used.cpu_s < (1 - _BUSY) * self.limit_s


def _read(pid: int) -> _Reading:
    cpu_s = waited_s = 0.0
    for process in _together(pid):
        with contextlib.suppress(OSError, ValueError, IndexError):
            # The name, in brackets, may hold anything.
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            cpu_s += sum(map(int, fields[11:15])) / _TICKS_A_SECOND
            for task in (process / "task").iterdir():
                waited_s += int((task / "schedstat").read_text().split()[1]) / _NANOSECONDS
    return _Reading(time.monotonic(), cpu_s, waited_s)


def _together(pid: int) -> Iterator[Path]:
    """The processes of the sandbox that a process is in."""
    try:
        where = place(pid)
    except OSError:
        return
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                if place(int(entry.name)) == where:
                    yield entry


def _processors() -> int:
    return len(os.sched_getaffinity(0))
