"""Control groups, by which the kernel itself limits the memory of a sandbox, where it may.

Version 2 keeps all controllers in one tree, version 1 has one for memory. A group can be made by
whoever may write there: root, mostly. Elsewhere the watchdog alone limits memory.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from dataclasses import dataclass
from pathlib import Path

_numbers = itertools.count(1)


@dataclass(frozen=True)
class _Version:
    limit: str
    usage: str
    events: str


_V1 = _Version("memory.limit_in_bytes", "memory.usage_in_bytes", "memory.oom_control")
_V2 = _Version("memory.max", "memory.current", "memory.events")


@dataclass(frozen=True)
class Cgroup:
    """A group with limited memory, tmpfs and page cache included."""

    path: Path
    version: _Version

    def enter(self) -> None:
        """Puts this process into the group, and its children with it."""
        (self.path / "cgroup.procs").write_text("0")

    @property
    def used_bytes(self) -> int:
        """The memory in use now."""
        return int((self.path / self.version.usage).read_text())

    @property
    def out_of_memory(self) -> bool:
        """Whether the kernel has killed a process of the group for want of memory."""
        lines = (self.path / self.version.events).read_text().splitlines()
        counts = dict(line.split() for line in lines)
        return int(counts.get("oom_kill", 0)) > 0

    def remove(self) -> None:
        """Removes the group, which must be empty."""
        with contextlib.suppress(OSError):
            self.path.rmdir()


def make_cgroup(memory_bytes: int, root: Path = Path("/sys/fs/cgroup")) -> Cgroup | None:
    """A new group with a memory limit, or None where that can't be had."""
    try:
        if (root / "cgroup.controllers").exists():
            version, parent = _V2, root
            if "memory" not in (root / "cgroup.subtree_control").read_text().split():
                return None
        else:
            version, parent = _V1, root / "memory"
        group = Cgroup(parent / f"nbjudge-{os.getpid()}-{next(_numbers)}", version)
        group.path.mkdir()
    except OSError:
        return None
    try:
        (group.path / version.limit).write_text(str(memory_bytes))
    except OSError:
        group.remove()
        return None
    return group
