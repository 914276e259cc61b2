"""What a sandbox sees of files: trees of its own, little of /proc, folders of limited size.

A file that two sandboxes see is one object of the kernel: each of them can lock it, and learn by
it what others do. So every read-only tree is mounted once more, as an overlay that this sandbox
alone has: the same bytes in the same memory, but objects of its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from nbjudge.sandbox.libc import call, system_call

# An overlay that can't be written needs two folders; this one lies below every other.
EMPTY = "/run/nbjudge/empty"
# What mounts of this sandbox's own say that they come from.
SOURCE = "nbjudge"
# What programs and libraries read of /proc, beside the folders of processes.
_READ = frozenset(
    {"cpuinfo", "filesystems", "loadavg", "meminfo", "mounts", "net", "self", "stat"}
    | {"sys", "sysvipc", "thread-self", "uptime", "version", "vmstat"}
)
_NOWHERE = "/dev/null"
# As good to read from, but it can't be mapped as memory that processes share.
_ZERO, _ZERO_UNMAPPED = "/dev/zero", "/dev/full"

# From <sys/mount.h>, <linux/mount.h> and <asm-generic/unistd.h>; all machines have the same.
_MS_NOSUID, _MS_NODEV, _MS_REMOUNT, _MS_BIND = 2, 4, 32, 4096
_MNT_DETACH = 2
_MOVE_MOUNT, _FSOPEN, _FSCONFIG, _FSMOUNT = 429, 430, 431, 432
_SET_STRING, _CREATE = 1, 6
_READ_ONLY, _NOSUID, _NODEV = 1, 2, 4
_FROM_DESCRIPTOR = 4
_AT_FDCWD = -100


def own_trees(trees: Iterable[str]) -> None:
    """Puts an overlay of its own in the place of each of these folders.

    One is left as it is where the kernel has no such overlay: before 5.11, on overlays of
    overlays, or for a folder in which others are mounted.
    """
    for tree in trees:
        with contextlib.suppress(OSError):
            # Relative, because a path may be long and have colons in it.
            os.chdir(tree)
            overlay = _overlay()
            try:
                call("umount2", tree.encode(), _MNT_DETACH)
                system_call(_MOVE_MOUNT, overlay, b"", _AT_FDCWD, tree.encode(), _FROM_DESCRIPTOR)
            finally:
                os.close(overlay)
    os.chdir("/")


def _overlay() -> int:
    """A read-only overlay of the working folder, mounted nowhere yet; its descriptor."""
    system = system_call(_FSOPEN, b"overlay", 0)
    try:
        for name, value in ((b"source", SOURCE.encode()), (b"lowerdir", f".:{EMPTY}".encode())):
            system_call(_FSCONFIG, system, _SET_STRING, name, value, 0)
        system_call(_FSCONFIG, system, _CREATE, None, None, 0)
        return system_call(_FSMOUNT, system, 0, _READ_ONLY | _NOSUID | _NODEV)
    finally:
        os.close(system)


def hide_machine() -> None:
    """Covers what /proc tells of the machine: its disks, its kernel's command line, its keys.

    And the processes that hold the sandbox open: they may be the same user's, and no filter is on
    them, so nobody gets to write into their memory.
    """
    for entry in os.scandir("/proc"):
        if entry.name in _READ or entry.name == str(os.getpid()):
            continue
        status = entry.stat(follow_symlinks=False)
        if status.st_mode & stat.S_IROTH:
            _cover(entry.path, EMPTY if stat.S_ISDIR(status.st_mode) else _NOWHERE)


def no_shared_zeros() -> None:
    """Keeps /dev/zero from being mapped as memory that stands in no file."""
    _cover(_ZERO, _ZERO_UNMAPPED)


def _cover(path: str, other: str) -> None:
    call("mount", other.encode(), path.encode(), None, ctypes.c_ulong(_MS_BIND), None)


def limit_tmpfs(path: str, *, size_bytes: int, files: int) -> None:
    """Limits a file system in memory."""
    data = f"size={size_bytes},nr_inodes={files}".encode()
    flags = ctypes.c_ulong(_MS_REMOUNT | _MS_NOSUID | _MS_NODEV)
    call("mount", b"tmpfs", path.encode(), b"tmpfs", flags, data)


def foreign(trees: Iterable[str]) -> list[str]:
    """Those of these folders that others see as well, as far as this process can tell."""
    lines = Path("/proc/self/mountinfo").read_text().splitlines()
    # The place before the dash, the source after it.
    parts = (line.partition(" - ") for line in lines)
    sources = {before.split()[4]: after.split()[1] for before, _, after in parts}
    return [tree for tree in trees if sources.get(tree.replace(" ", r"\040")) != SOURCE]
