"""What a command takes: by the clock, of the processors and of memory, by what its processes do."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_TICK_S = 0.05
# Adding up memory takes a few milliseconds for each process.
_TICKS_OF_MEMORY = 10
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
# By the name that a process has given itself.
_PARTS = {
    "bench": "student cells",
    "judge": "judge",
    "typesetter": "feedback",
    "conductor": "conductor",
    "confined": "reading",
    "bwrap": "sandboxes",
}
SHORT = "short-lived"
# As on machines of people: what is compiled once is kept.
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True)
class Taken:
    """What a command has taken.

    `parts` are seconds of processors. `peak_bytes` is the most that all its processes had at a
    time, each page of memory counted once, and `largest_bytes` the most of one process of a part.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int
    parts: Mapping[str, float]
    largest_bytes: Mapping[str, int]


def measured(command: list[str], folder: Path, *, allowed: tuple[int, ...] = (0,)) -> Taken:
    """Runs a command in a folder; it ends the comparison if that fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=ENVIRONMENT,
    )
    with _Watch(process.pid) as watch:
        said, _ = process.communicate()
    wall_s = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)} in {folder} failed:\n{said[-3000:]}")
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    parts = watch.parts()
    parts[SHORT] = max(0.0, cpu_s - sum(parts.values()))
    return Taken(wall_s, cpu_s, watch.peak_bytes, parts, watch.largest_bytes)


class _Watch:
    """Looks at a process and all that it starts, a few times a second, in a `with` statement."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._command = b""
        self._used: dict[tuple[int, int], tuple[str, float]] = {}
        self.peak_bytes = 0
        self.largest_bytes: dict[str, int] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def parts(self) -> Counter[str]:
        """The seconds of processors, by part."""
        found: Counter[str] = Counter()
        for part, seconds in self._used.values():
            found[part] += seconds
        return found

    def _look(self) -> None:
        tick = 0
        while not self._over.wait(_TICK_S):
            total = 0
            for pid in _tree(self._pid):
                # It may have ended meanwhile.
                with contextlib.suppress(OSError, ValueError):
                    part = self._note(pid)
                    if tick % _TICKS_OF_MEMORY == 0:
                        size = _memory_bytes(pid)
                        self.largest_bytes[part] = max(size, self.largest_bytes.get(part, 0))
                        total += size
            self.peak_bytes = max(self.peak_bytes, total)
            tick += 1

    def _note(self, pid: int) -> str:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        name = line[line.index("(") + 1 : line.rindex(")")]
        fields = line[line.rindex(")") + 2 :].split()
        one = pid, int(fields[19])
        # Of one that is about to end, or has ended, only the times are left.
        part = self._part(pid, name) or self._used.get(one, ("other", 0.0))[0]
        self._used[one] = part, (int(fields[11]) + int(fields[12])) / _TICKS_PER_S
        return part

    def _part(self, pid: int, name: str) -> str:
        if name in _PARTS:
            return _PARTS[name]
        if not (command := Path(f"/proc/{pid}/cmdline").read_bytes()):
            return ""
        if pid == self._pid:
            self._command = command
            return "main"
        if b"ipykernel_launcher" in command:
            return "student cells"
        if b"nbjudge.kernels.warm" in command:
            return "warm parent"
        # A fork of the first one writes into the gradebook.
        return "recording" if command == self._command else "other"


def _tree(pid: int) -> Iterator[int]:
    left = [pid]
    while left:
        pid = left.pop()
        yield pid
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                left += map(int, (task / "children").read_text(encoding="ascii").split())


def _memory_bytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return 1024 * int(line.split()[1])
    return 0
