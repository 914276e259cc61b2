"""How much memory each sandbox uses."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

_PROC = Path("/proc")
_KIB, _BLOCK = 1024, 512


def namespace(pid: int) -> int:
    """The number of the PID namespace that a process is in."""
    return os.stat(f"/proc/{pid}/ns/pid").st_ino  # noqa: PTH116


def own_bytes(pid: int | str = "self") -> int:
    """The memory of a process that no file stands behind, as resident now."""
    total = 0
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in ("RssAnon", "RssShmem"):
            total += int(value.split()[0]) * _KIB
    return total


def bytes_by_namespace(inherited: Mapping[int, int]) -> Mapping[int, int]:
    """The memory of the processes in each of these PID namespaces.

    Of each process, what it `inherited` from the parent that it was forked from does not count.
    Files in memory that have no name count once, mapped or not.
    """
    totals = dict.fromkeys(inherited, 0)
    nameless: set[tuple[int, int]] = set()
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            try:
                place = namespace(int(entry.name))
                if place not in totals:
                    continue
                totals[place] += max(0, own_bytes(entry.name) - inherited[place])
                for file, used in _nameless_files(entry):
                    if file not in nameless:
                        nameless.add(file)
                        totals[place] += used
            except (OSError, ValueError):
                continue  # it has ended, or is somebody else's
    return totals


def _nameless_files(process: Path) -> Iterator[tuple[tuple[int, int], int]]:
    """The files that a process made by `memfd_create` and holds open, and their bytes."""
    for entry in os.scandir(process / "fd"):
        if os.readlink(entry.path).startswith("/memfd:"):  # noqa: PTH115
            status = os.stat(entry.path)  # noqa: PTH116
            yield (status.st_dev, status.st_ino), status.st_blocks * _BLOCK
