"""User namespaces, and joining the other namespaces of a sandbox, without any privilege left.

Python has none of these calls before 3.12, so they go through the C library.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path

# The user that students' code runs as, in its namespace; outside it is the user who started the
# grader, or, where that is root, `nobody`.
USER = 1000
NOBODY = 65534
_ROOT = 0

# From <linux/sched.h>, <linux/prctl.h>, <linux/capability.h> and <sys/mount.h>.
_CLONE_NEWUSER = 0x10000000
_PR_SET_DUMPABLE = 4
_PR_CAPBSET_DROP = 24
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_LINUX_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63
_MS_NOSUID, _MS_NODEV, _MS_REMOUNT = 2, 4, 32


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilityData(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def enter_user_namespace() -> None:
    """Puts this process, of one thread, into a user namespace of its own, not mapped yet."""
    _call(_libc().unshare, _CLONE_NEWUSER)


def map_users(pid: int) -> None:
    """Maps the users of a process's new user namespace to those outside.

    USER stands for the user who calls. Where that is root, root stays root, to make the sandbox
    with, and USER is `nobody`.
    """
    process = Path("/proc", str(pid))
    if os.geteuid() == _ROOT:
        maps = dict.fromkeys(("uid_map", "gid_map"), f"0 0 1\n{USER} {NOBODY} 1\n")
    else:
        maps = {"uid_map": f"{USER} {os.geteuid()} 1\n", "gid_map": f"{USER} {os.getegid()} 1\n"}
        (process / "setgroups").write_text("deny")
    for name, text in maps.items():
        (process / name).write_text(text)


def join(pid: int) -> None:
    """Joins the namespaces of a process within the caller's user namespace.

    The PID namespace holds for the children of the caller only, as the kernel has it.
    """
    names = ("mnt", "net", "ipc", "uts", "cgroup", "pid")
    descriptors = [os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY | os.O_CLOEXEC) for name in names]
    for descriptor in descriptors:
        _call(_libc().setns, descriptor, 0)
        os.close(descriptor)


def limit_tmpfs(path: str, *, size_bytes: int, files: int) -> None:
    """Limits a file system in memory."""
    data = f"size={size_bytes},nr_inodes={files}".encode()
    flags = ctypes.c_ulong(_MS_REMOUNT | _MS_NOSUID | _MS_NODEV)
    _call(_libc().mount, b"tmpfs", path.encode(), b"tmpfs", flags, data)


def drop_privileges() -> None:
    """Becomes USER, without a capability and without a way to gain one, children included."""
    # No user namespaces within this one, where a process would have capabilities again.
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    if os.geteuid() != USER:
        os.setgroups([])
        os.setresgid(USER, USER, USER)
    for capability in range(_LAST_CAPABILITY + 1):
        # The kernel knows fewer; beyond its last one the call fails.
        if _libc().prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
            break
    if os.geteuid() != USER:
        os.setresuid(USER, USER, USER)
    _call(_libc().prctl, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = _CapabilityHeader(_LINUX_CAPABILITY_VERSION_3, 0)
    _call(_libc().capset, ctypes.byref(header), ctypes.byref((_CapabilityData * 2)()))
    _call(_libc().prctl, _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # A process that changed its user may not even look at itself, until it says so.
    _call(_libc().prctl, _PR_SET_DUMPABLE, 1, 0, 0, 0)


def adopt_orphans() -> None:
    """Makes this process the parent of its descendants whose own parent has ended."""
    _call(_libc().prctl, _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _call(function: ctypes._NamedFuncPointer, *arguments: object) -> None:
    if function(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{function.__name__}: {os.strerror(error)}")
