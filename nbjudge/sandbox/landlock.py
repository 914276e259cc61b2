"""Landlock: what a process may reach of files, and of other processes, without any privilege.

In a sandbox with namespaces it is a second wall, for what a mistake in the first would show.
Without them it is the wall, and the system call filter stands before what it does not govern.
Source: "Landlock: unprivileged access control" in the documentation of Linux.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

from landlockpy import AccessFS, AccessNet, RestrictFlag, Ruleset, Scope, abi_version

# The first version that is a wall by itself: it governs signals and abstract sockets as well.
WALL = 6
# The first one that does not keep programs from moving files between their own folders.
SECOND_WALL = 2
LOOK_UP = AccessFS.READ_FILE
READ = LOOK_UP | AccessFS.READ_DIR | AccessFS.EXECUTE
USE = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.TRUNCATE | AccessFS.IOCTL_DEV
WRITE = (
    READ
    | USE
    | AccessFS.MAKE_DIR
    | AccessFS.MAKE_FIFO
    | AccessFS.MAKE_REG
    | AccessFS.MAKE_SOCK
    | AccessFS.MAKE_SYM
    | AccessFS.REFER
    | AccessFS.REMOVE_DIR
    | AccessFS.REMOVE_FILE
)
_OF_A_FILE = USE | AccessFS.EXECUTE


@cache
def version() -> int:
    """The version of Landlock that this kernel has; 0 without it."""
    return abi_version()


def wall(rights: Mapping[str, AccessFS]) -> Ruleset:
    """A wall to put around this process: it reaches these paths alone, with what is below them.

    What does not exist is left out. Once it stands, the process and all that it starts reach no
    other processes either, neither by signals nor by abstract sockets.
    """
    # Ports are left alone: there is no network but within.
    made = Ruleset(handled_net=AccessNet.NONE, scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET)
    for path, access in rights.items():
        if os.path.exists(path):  # noqa: PTH110
            made.allow_path(path, access if os.path.isdir(path) else access & _OF_A_FILE)  # noqa: PTH112
    return made


def restrict(made: Ruleset) -> None:
    """Puts a wall around this process, for good; what it refuses is not written down anywhere."""
    made.restrict(RestrictFlag.LOG_SAME_EXEC_OFF | RestrictFlag.LOG_SUBDOMAINS_OFF)
