"""Control groups, by which the kernel itself limits a sandbox, where it may: memory with all that
it is used for, processes, and an equal share of the processors.

Version 2 keeps all controllers in one tree, version 1 has a tree for each. A group is made below
the one that this process is in, so that limits from above hold, or in version 2, where a group
with processes can have no groups with controllers in it, in the nearest one above that has them
already. It can be made by whoever may write there: root, mostly, and a user whose part of the
tree is delegated. What can't be had is left to the watchdog and to limits of single processes.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbjudge.owners import of_the_dead, owned_prefix
from nbjudge.sandbox.limits import Limits

_numbers = itertools.count(1)
_CONTROLLERS = ("memory", "pids", "cpu")
_TRIES, _PAUSE_S = 20, 0.05


@dataclass(frozen=True)
class _Version:
    limit: str
    usage: str
    events: str
    swap: str


_V1 = _Version(
    "memory.limit_in_bytes",
    "memory.usage_in_bytes",
    "memory.oom_control",
    "memory.memsw.limit_in_bytes",
)
_V2 = _Version("memory.max", "memory.current", "memory.events", "memory.swap.max")


@dataclass(frozen=True)
class Cgroup:
    """The groups of one sandbox: a folder for each controller that can be had."""

    folders: Mapping[str, Path]
    version: _Version

    def entrance(self) -> Callable[[], None]:
        """What puts the process that calls it into the groups, and its children with it.

        It may have given up its rights meanwhile.
        """
        doors = [
            os.open(folder / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC)
            for folder in set(self.folders.values())
        ]

        def enter() -> None:
            for door in doors:
                os.write(door, b"0")
                os.close(door)

        return enter

    @property
    def limits_memory(self) -> bool:
        """Whether the kernel counts its memory, tmpfs and buffers included."""
        return "memory" in self.folders

    @property
    def used_bytes(self) -> int:
        """The memory in use now; 0 where it is not counted."""
        if not self.limits_memory:
            return 0
        return int((self.folders["memory"] / self.version.usage).read_text())

    @property
    def out_of_memory(self) -> bool:
        """Whether the kernel has killed a process of the group for want of memory."""
        if not self.limits_memory:
            return False
        lines = (self.folders["memory"] / self.version.events).read_text().splitlines()
        counts = dict(line.split() for line in lines)
        return int(counts.get("oom_kill", 0)) > 0

    def remove(self) -> None:
        """Removes the groups, which must be empty."""
        for folder in set(self.folders.values()):
            with contextlib.suppress(OSError):
                folder.rmdir()


def make_cgroup(limits: Limits, root: Path = Path("/")) -> Cgroup | None:
    """New groups with these limits, or None where none can be had.

    `root` is where this system's files are.
    """
    name = f"{owned_prefix()}{next(_numbers)}"
    for version, places in _places(root):
        folders: dict[str, Path] = {}
        for controller, place in places.items():
            with contextlib.suppress(OSError):
                folder = place / name
                folder.mkdir(exist_ok=folder in folders.values())
                folders[controller] = folder
        group = Cgroup(folders, version)
        if not folders:
            continue
        try:
            _limit(group, limits)
        except OSError:
            group.remove()
            continue
        return group
    return None


def clear_cgroups(root: Path = Path("/")) -> None:
    """Removes the groups that dead processes of this user have left."""
    for folder in _made(root, of_the_dead):
        with contextlib.suppress(OSError):
            folder.rmdir()


def clear_own_cgroups(root: Path = Path("/")) -> None:
    """Removes the groups of this process, whose processes have been ended.

    The kernel takes a moment to have a group empty.
    """
    for _ in range(_TRIES):
        left = list(_made(root, lambda place: place.glob(f"{owned_prefix()}*")))
        if not left:
            return
        for folder in left:
            with contextlib.suppress(OSError):
                folder.rmdir()
        time.sleep(_PAUSE_S)


def _made(root: Path, find: Callable[[Path], Iterable[Path]]) -> Iterator[Path]:
    """What is found where groups may be made."""
    for _, places in _places(root):
        for place in set(places.values()):
            yield from find(place)


def _limit(group: Cgroup, limits: Limits) -> None:
    if group.limits_memory:
        folder, most = group.folders["memory"], str(limits.memory_bytes)
        (folder / group.version.limit).write_text(most)
        with contextlib.suppress(OSError):  # where the kernel does not count what is swapped
            swap = "0" if group.version is _V2 else most
            if (folder / group.version.swap).exists():
                (folder / group.version.swap).write_text(swap)
    if "pids" in group.folders:
        (group.folders["pids"] / "pids.max").write_text(str(limits.processes))
    # Of processors, each group has by default the same share as every other that wants some.


def _places(root: Path) -> Iterator[tuple[_Version, dict[str, Path]]]:
    """Where groups may be made, by controller: in the trees of version 1, or in that of 2."""
    try:
        lines = (root / "proc/self/cgroup").read_text().splitlines()
        mounts = (root / "proc/self/mountinfo").read_text().splitlines()
    except OSError:
        return
    own: dict[str, str] = {}
    for line in lines:
        _, names, path = line.split(":", 2)
        own |= dict.fromkeys(names.split(","), path)
    first: dict[str, Path] = {}
    for line in mounts:
        before, _, after = line.partition(" - ")
        (top, point), (kind, _, options) = before.split()[3:5], after.split(maxsplit=2)
        mounted = root / point.lstrip("/")
        if kind == "cgroup2" and "" in own:
            folder = _delegated(mounted, _below(own[""], top))
            if folder is not None:
                has = (folder / "cgroup.subtree_control").read_text().split()
                yield _V2, {name: folder for name in _CONTROLLERS if name in has}
        elif kind == "cgroup":
            for name in set(options.split(",")) & set(_CONTROLLERS) & own.keys():
                first[name] = mounted / _below(own[name], top)
    if first:
        yield _V1, first


def _below(path: str, top: str) -> str:
    """A group's path as seen from the group that is mounted, which in a container is its own."""
    return os.path.relpath(path, top) if path.startswith(top) else "."


def _delegated(mounted: Path, below: str) -> Path | None:
    """The nearest group, from the own one upwards, in which groups with controllers can be made."""
    own = mounted / below
    for folder in (own, *own.parents):
        if not folder.is_relative_to(mounted):
            break
        with contextlib.suppress(OSError):
            has = (folder / "cgroup.subtree_control").read_text().split()
            if "memory" in has and os.access(folder, os.W_OK):
                return folder
    return None
