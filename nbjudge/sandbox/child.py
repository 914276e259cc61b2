"""A forked child that settles in its sandbox, says so, and runs; and what ends it."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import tempfile
import threading
import traceback
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from nbjudge.errors import SandboxError
from nbjudge.owners import remove
from nbjudge.sandbox.bubblewrap import Sandbox
from nbjudge.sandbox.cgroups import Cgroup
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.users import User

READY = b"ready"
# What a child runs: it is told where what was placed for it is, and returns an exit code.
Main = Callable[[Mapping[str, str]], int]
# Timers and signals that wait for a process, of one user.
_SIGNALS = 1024
# From <linux/threads.h>: a kernel has no more.
_MOST_PROCESSES = 4 * 2**20


@dataclass(frozen=True)
class Child:
    """A forked process, and the sandbox that it is in; `folder` is its own without namespaces.

    `cgroup` limits it, where there can be one; `user` is whom it runs as, as seen from outside.
    """

    pid: int
    sandbox: Sandbox | None = None
    folder: Path | None = None
    cgroup: Cgroup | None = None
    user: User | None = None

    def close(self) -> None:
        """Ends the child and, in a sandbox, all that it started."""
        if self.sandbox is not None:
            self.sandbox.close()
        else:
            # Whoever is in the group: it may have ended itself, and left others.
            with contextlib.suppress(OSError):
                os.killpg(self.pid, signal.SIGKILL)

    def forget(self) -> None:
        """Clears away what is left of a child that has been waited for."""
        self.close()
        if self.folder is not None:
            # Its processes are, or become, children of this one.
            with contextlib.suppress(ChildProcessError):
                while True:
                    os.waitpid(-self.pid, 0)
            remove(self.folder)
            if self.user is not None and self.user.is_own:
                self.user.clear()
        if self.cgroup is not None:
            self.cgroup.remove()
        if self.user is not None:
            self.user.release()


def run_child(
    main: Callable[[], int],
    limits: Limits,
    keep: Iterable[int],
    settle: Callable[[], None],
    up: int,
) -> NoReturn:
    """In the child: settles in, says on `up` that it has, runs `main`, and exits.

    It keeps no other descriptors than `keep`, and its standard streams lead nowhere.
    """
    code = 1
    told = False
    try:
        # First, because under the limit there may be none of those above it.
        _close_all_but({0, 1, 2, *keep, up})
        os.setsid()
        # It has been found out for the parent.
        tempfile.tempdir = None
        settle()
        _limit_process(limits)
        _limit_processes(limits.processes)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        if nowhere > 2:
            os.close(nowhere)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        say(up, READY)
        os.close(up)
        told = True
        code = main()
    except BaseException as error:
        if not told:
            say(up, f"{type(error).__name__}: {error}".encode())
        traceback.print_exc()
    finally:
        os._exit(code)


def _limit_process(limits: Limits) -> None:
    """Sets those limits that the kernel keeps for a process and what it starts."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_NICE, 0),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_RTPRIO, 0),
        (resource.RLIMIT_SIGPENDING, _SIGNALS),
    ):
        most = _at_most(what, most)
        resource.setrlimit(what, (most, most))


def _limit_processes(most: int) -> None:
    """Limits how many processes and threads this one's user may have, beside those that it has.

    The latter are found by trying: the kernel counts the user's in other containers, too, and
    those that have ended and are waited for, and neither can be seen here.
    """
    before = resource.getrlimit(resource.RLIMIT_NPROC)
    highest = _at_most(resource.RLIMIT_NPROC, _MOST_PROCESSES)

    def leaves_one(limit: int) -> bool:
        resource.setrlimit(resource.RLIMIT_NPROC, (limit, before[1]))
        one_more = threading.Thread(target=lambda: None)
        try:
            one_more.start()
        except RuntimeError:
            return False
        one_more.join()
        return True

    # Mostly there are few.
    enough = 2
    while enough < highest and not leaves_one(enough):
        enough *= 2
    lowest = bisect_left(range(min(enough, highest) + 1), True, lo=enough // 2, key=leaves_one)
    # Of these, two are this one and the one more.
    most = min(max(lowest - 2, 0) + most, highest)
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))


def _at_most(what: int, wanted: int) -> int:
    """A limit no higher than there is already."""
    hard = resource.getrlimit(what)[1]
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)


def _close_all_but(keep: set[int]) -> None:
    kept = sorted(keep)
    for low, high in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
        os.closerange(low + 1, high)


def say(descriptor: int, text: bytes) -> None:
    """Sends one message; they are told apart by their line ends."""
    os.write(descriptor, text.replace(b"\n", b" ") + b"\n")


def hear(descriptor: int) -> bytes:
    """The next message, empty if there is none any more."""
    text = b""
    while not text.endswith(b"\n"):
        byte = os.read(descriptor, 1)
        if not byte:
            break
        text += byte
    return text.strip()


def expect_ready(said: bytes) -> None:
    """Checks that a message is that the child is ready, or a SandboxError says what it is."""
    if said != READY:
        raise SandboxError(
            "the sandbox",
            "one that a process can settle in",
            said.decode(errors="replace") or "an early end",
            "`nbjudge doctor` says what this machine supports.",
        )
