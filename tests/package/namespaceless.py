"""Runs a command as on a machine that makes no user namespaces, such as most containers.

The arguments are the number of the user to run it as, a folder for it to work in, and the command.
Where root starts it, the user can be another one, and this Python is laid where all can read it.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path

_CLONE_NEWUSER, _CLONE_NEWNS = 0x10000000, 0x00020000
_MS_PRIVATE, _MS_BIND, _MS_REC = 1 << 18, 1 << 12, 1 << 14
_FOR_ALL = 0o755
_libc = ctypes.CDLL(None, use_errno=True)


def main() -> None:
    """Makes the last namespaces that there are, and runs the command in them."""
    user, folder, *command = sys.argv[1:]
    is_root = os.geteuid() == 0
    ours, theirs = socket.socketpair()
    if (pid := os.fork()) == 0:
        _succeed(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNS))
        theirs.send(b"made")
        theirs.recv(10)
        _succeed(_libc.mount(None, b"/", None, ctypes.c_ulong(_MS_PRIVATE | _MS_REC), None))
        if is_root:
            _show({*map(Path, (sys.base_prefix, sys.prefix, folder)), Path(__file__).parents[2]})
            for path in (folder, *Path(folder).rglob("*")):
                os.chown(path, int(user), int(user), follow_symlinks=False)
        for limit in Path("/proc/sys/user").glob("max_*_namespaces"):
            limit.write_text("0")
        if is_root:
            os.setgroups([])
            os.setresgid(*[int(user)] * 3)
            os.setresuid(*[int(user)] * 3)
        os.chdir(folder)
        os.environ |= {"HOME": folder, "NBJUDGE_DATA": f"{folder}/data"}
        os.execvp(command[0], command)
    ours.recv(10)
    users = "0 0 4294967295" if is_root else f"{os.geteuid()} {os.geteuid()} 1"
    groups = users if is_root else f"{os.getegid()} {os.getegid()} 1"
    process = Path("/proc", str(pid))
    if not is_root:
        (process / "setgroups").write_text("deny")
    (process / "uid_map").write_text(users)
    (process / "gid_map").write_text(groups)
    ours.send(b"mapped")
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _show(folders: set[Path]) -> None:
    """Covers what not everybody may enter above these folders, and shows these alone there."""
    hidden: dict[Path, list[tuple[Path, int]]] = {}
    for folder in folders:
        for parent in reversed(folder.parents):
            if not parent.stat().st_mode & 0o001:
                descriptor = os.open(folder, os.O_PATH)
                hidden.setdefault(parent, []).append((folder, descriptor))
                break
    for parent, inside in hidden.items():
        _succeed(_libc.mount(b"tmpfs", bytes(parent), b"tmpfs", 0, b"mode=755"))
        for folder, descriptor in inside:
            folder.mkdir(_FOR_ALL, parents=True)
            source = f"/proc/self/fd/{descriptor}".encode()
            _succeed(_libc.mount(source, bytes(folder), None, ctypes.c_ulong(_MS_BIND), None))
            os.close(descriptor)


def _succeed(result: int) -> None:
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


main()
