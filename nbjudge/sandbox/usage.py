"""What each sandbox uses, where the kernel does not count it: memory, processes, files."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbjudge.sandbox.bubblewrap import IN_MEMORY

_PROC = Path("/proc")
_KIB = 1024
_BLOCK = 512
# What a pipe or a socket can hold at the most that nobody has read yet: sandboxes can't ask for
# more. It belongs to no process, so it counts as full.
_BUFFERS = {"pipe": 2**16, "socket": 2**18}
_EPOLL, _UNLINKED = "anon_inode:[eventpoll]", " (deleted)"
# Of the fields after the name in /proc/PID/stat; 0 for who may not look.
_START_OF_STACK, _UNTOLD = 25, 0
# As deep as anybody's folders are.
_DEPTH = 64


@dataclass(frozen=True)
class Place:
    """Which sandbox a process is in: by its PID namespace or, in that of this process, by session.

    Who may not look is told its session as well.
    """

    namespace: int
    session: int = 0


@dataclass
class Use:
    """What the processes of one sandbox use.

    `tasks` are processes and threads, where the kernel does not bound them by namespace.
    `unlinked_bytes` are in files that are open and in no folder any more; `watches` are those of
    epoll, which the kernel counts by user.
    """

    memory_bytes: int = 0
    tasks: int = 0
    unlinked_bytes: int = 0
    watches: int = 0


def place(pid: int) -> Place:
    """The place of a process; an OSError if there is none."""
    with contextlib.suppress(PermissionError):
        number = _namespace(pid)
        if number != _own_namespace():
            return Place(number)
    return Place(_own_namespace(), os.getsid(pid))


def own_bytes(pid: int | str = "self") -> int:
    """The memory of a process that no file stands behind, as resident now, and its page tables."""
    return _own(pid).memory_bytes


def use_by_place(inherited: Mapping[Place, int], parent: int | None = None) -> Mapping[Place, Use]:
    """What is used in these sandboxes.

    Of each process that was forked from `parent` (this one if None), and runs no other program
    since, what it `inherited` does not count.
    Files in memory count once, whether somebody has them open, mapped, or neither.
    """
    found = {where: Use() for where in inherited}
    if not found:
        return found
    forked = {_stack(parent or os.getpid()), _UNTOLD}
    files: set[Place] = set()
    seen: set[object] = set()
    for pid in _processes():
        try:
            where = place(pid)
            if where not in found:
                continue
            own, use = _own(pid), found[where]
            known = inherited[where] if _stack(pid) in forked else 0
            use.memory_bytes += max(0, own.memory_bytes - known)
            if where.session:
                use.tasks += own.tasks
            elif where not in files:
                use.memory_bytes += _bytes_of_files(pid)
                files.add(where)
            _add_descriptors(use, pid, seen)
        except (OSError, ValueError):
            continue  # it has ended, or is somebody else's
    return found


def is_full(folder: Path, *, size_bytes: int, files: int) -> bool:
    """Whether there is more in a folder than this; what is too deep to look at is more."""
    left = [(str(folder), 0)]
    while left:
        path, depth = left.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    with contextlib.suppress(FileNotFoundError):
                        status = entry.stat(follow_symlinks=False)
                        size_bytes -= status.st_blocks * _BLOCK
                        if entry.is_dir(follow_symlinks=False):
                            left.append((entry.path, depth + 1))
                    files -= 1
                    if files < 0 or size_bytes < 0 or depth > _DEPTH:
                        return True
        except FileNotFoundError:
            continue  # it has been removed meanwhile
        except OSError:
            return True
    return False


def _processes() -> Iterator[int]:
    return (int(entry.name) for entry in os.scandir(_PROC) if entry.name.isdecimal())


def _namespace(pid: int) -> int:
    return os.stat(f"/proc/{pid}/ns/pid").st_ino  # noqa: PTH116


@cache
def _own_namespace() -> int:
    return _namespace(os.getpid())


def _own(pid: int | str) -> Use:
    use = Use()
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in ("RssAnon", "VmPTE"):
            use.memory_bytes += int(value.split()[0]) * _KIB
        elif name == "Threads":
            use.tasks += int(value)
    return use


def _bytes_of_files(pid: int) -> int:
    """What the files in memory take that the sandbox of a process has."""
    total = 0
    for folder in IN_MEMORY:
        used = os.statvfs(f"/proc/{pid}/root{folder}")
        total += (used.f_blocks - used.f_bfree) * used.f_frsize
    return total


def _stack(pid: int) -> int:
    """Where the stack of a process begins: where it did before it was forked, but for a program."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[_START_OF_STACK])


def _add_descriptors(use: Use, pid: int, seen: set[object]) -> None:
    """Adds what stands behind the open descriptors of a process, if it was not `seen` before."""
    for entry in os.scandir(f"/proc/{pid}/fd"):
        target = os.readlink(entry.path)  # noqa: PTH115
        if target == _EPOLL:
            use.watches += Path(f"/proc/{pid}/fdinfo/{entry.name}").read_text().count("tfd:")
        elif (kind := target.partition(":")[0]) in _BUFFERS and target not in seen:
            seen.add(target)
            use.memory_bytes += _BUFFERS[kind]
        elif target.endswith(_UNLINKED):
            status = entry.stat()
            if (file := (status.st_dev, status.st_ino)) not in seen and not status.st_nlink:
                seen.add(file)
                use.unlinked_bytes += status.st_blocks * _BLOCK
