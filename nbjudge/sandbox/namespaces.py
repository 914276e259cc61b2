"""User namespaces, and joining the other namespaces of a sandbox, without any privilege left."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
from pathlib import Path

from nbjudge.sandbox.libc import call, system_call
from nbjudge.sandbox.users import User

# The user that students' code runs as, in its namespace.
USER = 1000
_ROOT = 0

# From <linux/sched.h>, <linux/prctl.h>, <linux/capability.h> and <linux/keyctl.h>.
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWCGROUP = 0x02000000
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NAME = 15
_PR_CAPBSET_DROP = 24
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_LINUX_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63
_KEYCTL = {"x86_64": 250, "aarch64": 219}
_KEYCTL_GET_KEYRING_ID, _KEYCTL_JOIN_SESSION_KEYRING, _SESSION_KEYRING = 0, 1, -3
# What the kernel counts for each user namespace: other namespaces within it, where a process
# would have capabilities again, and watches on files.
_COUNTED = Path("/proc/sys/user")
# Where it stands in memory, of the fields after the name in /proc/PID/stat.
_ENVIRONMENT = slice(47, 49)
# Of the sandbox's own network, which is the loopback alone; else up to 6 MB for each connection.
_OF_CONNECTIONS = tuple(Path("/proc/sys/net/ipv4", name) for name in ("tcp_rmem", "tcp_wmem"))
_CONNECTION_BYTES = "4096 131072 131072"


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
    call("unshare", _CLONE_NEWUSER)


def map_users(pid: int, user: User) -> None:
    """Maps USER of a process's new user namespace to a user outside.

    Where root calls, root stays root, to make the sandbox with.
    """
    process = Path("/proc", str(pid))
    root = "0 0 1\n" if os.geteuid() == _ROOT else ""
    if not root:
        (process / "setgroups").write_text("deny")
    (process / "uid_map").write_text(f"{root}{USER} {user.uid} 1\n")
    (process / "gid_map").write_text(f"{root}{USER} {user.gid} 1\n")


def join(pid: int) -> None:
    """Joins the namespaces of a process within the caller's user namespace.

    The PID namespace holds for the children of the caller only, as the kernel has it. The view of
    control groups begins at the group that the caller is in.
    """
    names = ("mnt", "net", "ipc", "uts", "pid")
    descriptors = [os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY | os.O_CLOEXEC) for name in names]
    for descriptor in descriptors:
        call("setns", descriptor, 0)
        os.close(descriptor)
    call("unshare", _CLONE_NEWCGROUP)


def limit_namespaces() -> None:
    """Sets what the namespaces of this process allow: no more namespaces, no watches on files.

    What an older kernel lacks of it, or has for the whole machine alone, is left out.
    """
    for setting in _COUNTED.iterdir():
        setting.write_text("0")
    for setting in _OF_CONNECTIONS:
        with contextlib.suppress(OSError):
            setting.write_text(_CONNECTION_BYTES)


def drop_privileges(uid: int = USER, gid: int = USER) -> None:
    """Becomes a user, without a capability and without a way to gain one, children included."""
    if os.geteuid() != uid:
        os.setgroups([])
        os.setresgid(gid, gid, gid)
    for capability in range(_LAST_CAPABILITY + 1):
        # The kernel knows fewer; beyond its last one the call fails.
        try:
            call("prctl", _PR_CAPBSET_DROP, capability, 0, 0, 0)
        except OSError:
            break
    if os.geteuid() != uid:
        os.setresuid(uid, uid, uid)
    call("prctl", _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = _CapabilityHeader(_LINUX_CAPABILITY_VERSION_3, 0)
    call("capset", ctypes.byref(header), ctypes.byref((_CapabilityData * 2)()))
    call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # A process that changed its user may not even look at itself, until it says so.
    call("prctl", _PR_SET_DUMPABLE, 1, 0, 0, 0)
    _leave_keyring()


def session_keyring() -> int | None:
    """The number of this process's session keyring; None where it can't reach one."""
    return _keyctl(_KEYCTL_GET_KEYRING_ID, _SESSION_KEYRING, 0)


def _leave_keyring() -> None:
    """Takes an empty keyring for this session, instead of that of whoever started the grader."""
    _keyctl(_KEYCTL_JOIN_SESSION_KEYRING, None)


def _keyctl(*arguments: object) -> int | None:
    """What the kernel's keyrings answer; None where there is none, or a filter before them."""
    if (number := _KEYCTL.get(os.uname().machine)) is None:
        return None
    try:
        return system_call(number, *arguments)
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EPERM, errno.ENOKEY):
            return None
        raise


def name_process(name: str) -> None:
    """Sets what this process is called in lists of processes."""
    call("prctl", _PR_SET_NAME, name.encode(), 0, 0, 0)


def forget_environment() -> None:
    """Removes from /proc what the environment of this process was when it started.

    Forks show the same there, whatever they set since.
    """
    for name, value in os.environ.items():
        # The C library keeps what is set anew elsewhere.
        os.environ[name] = value
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = map(int, fields[_ENVIRONMENT])
    ctypes.memset(start, 0, end - start)


def end_with_parent() -> None:
    """Has the kernel end this process when its parent ends; after it has become its user."""
    call("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def adopt_orphans() -> None:
    """Makes this process the parent of its descendants whose own parent has ended."""
    call("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
