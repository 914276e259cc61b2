"""How much memory each sandbox uses."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

_PROC = Path("/proc")
_KIB = 1024


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


def bytes_by_namespace(inherited: int) -> Mapping[int, int]:
    """The memory of all visible processes together, for each PID namespace.

    Of each process, what it `inherited` from the parent that it was forked from does not count.
    """
    totals: defaultdict[int, int] = defaultdict(int)
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            try:
                used = own_bytes(entry.name) - inherited
                totals[namespace(int(entry.name))] += max(0, used)
            except (OSError, ValueError):
                continue  # it has ended, or is somebody else's
    return totals
