"""How much memory each sandbox uses, where no control group counts it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from nbjudge.sandbox.bubblewrap import IN_MEMORY

_PROC = Path("/proc")
_KIB = 1024
# What a pipe or a socket can hold at the most that nobody has read yet: sandboxes can't ask for
# more. It belongs to no process, so it counts as full.
_BUFFERS = {"pipe": 2**16, "socket": 2**18}


def namespace(pid: int) -> int:
    """The number of the PID namespace that a process is in."""
    return os.stat(f"/proc/{pid}/ns/pid").st_ino  # noqa: PTH116


def own_bytes(pid: int | str = "self") -> int:
    """The memory of a process that no file stands behind, as resident now, and its page tables."""
    total = 0
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in ("RssAnon", "VmPTE"):
            total += int(value.split()[0]) * _KIB
    return total


def bytes_by_namespace(inherited: Mapping[int, int]) -> Mapping[int, int]:
    """The memory of the sandboxes with these PID namespaces.

    Of each process, what it `inherited` from the parent that it was forked from does not count.
    Files in memory count once, whether somebody has them open, mapped, or neither.
    """
    totals = dict.fromkeys(inherited, 0)
    files: set[int] = set()
    buffers: set[str] = set()
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            try:
                place = namespace(int(entry.name))
                if place not in totals:
                    continue
                totals[place] += max(0, own_bytes(entry.name) - inherited[place])
                if place not in files:
                    totals[place] += _bytes_of_files(entry)
                    files.add(place)
                for buffer in _buffers(entry):
                    if buffer not in buffers:
                        buffers.add(buffer)
                        totals[place] += _BUFFERS[buffer.partition(":")[0]]
            except (OSError, ValueError):
                continue  # it has ended, or is somebody else's
    return totals


def _bytes_of_files(process: Path) -> int:
    """What the files in memory take that the sandbox of a process has."""
    total = 0
    for folder in IN_MEMORY:
        used = os.statvfs(f"{process}/root{folder}")
        total += (used.f_blocks - used.f_bfree) * used.f_frsize
    return total


def _buffers(process: Path) -> Iterator[str]:
    """The pipes and sockets that a process holds open, such as `pipe:[4711]`."""
    for entry in os.scandir(process / "fd"):
        target = os.readlink(entry.path)  # noqa: PTH115
        if target.partition(":")[0] in _BUFFERS:
            yield target
