"""Forking a child into a sandbox of its own."""

from __future__ import annotations

import os
import resource
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from seccompy import Filter

from nbjudge.errors import SandboxError
from nbjudge.sandbox import bubblewrap, mounts, namespaces
from nbjudge.sandbox.cgroups import Cgroup, make_cgroup
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.owners import owned_prefix
from nbjudge.sandbox.system_calls import system_calls
from nbjudge.sandbox.users import User, take_user

_READY = b"ready"
# Timers and signals that wait for a process, of one user.
_SIGNALS = 1024


@dataclass(frozen=True)
class Child:
    """A forked process, and the sandbox that it is in; `folder` is its work folder without one.

    `cgroup` limits it, where there can be one; `user` is whom it runs as outside of the sandbox.
    """

    pid: int
    sandbox: bubblewrap.Sandbox | None = None
    folder: tempfile.TemporaryDirectory[str] | None = None
    cgroup: Cgroup | None = None
    user: User | None = None

    def close(self) -> None:
        """Ends the child and, in a sandbox, all that it started."""
        if self.sandbox is not None:
            self.sandbox.close()
        else:
            os.killpg(self.pid, signal.SIGKILL)

    def forget(self) -> None:
        """Clears away what is left of a child that has been waited for."""
        if self.sandbox is not None:
            self.sandbox.close()
        if self.folder is not None:
            self.folder.cleanup()
        if self.cgroup is not None:
            self.cgroup.remove()
        if self.user is not None:
            self.user.release()


def fork(
    main: Callable[[], int],
    *,
    limits: Limits,
    keep: Iterable[int],
    sandboxed: bool,
    readable: Iterable[Path] = (),
    placed: Mapping[str, Path] = MappingProxyType({}),
) -> Child:
    """Runs `main` in a forked child, which exits with what it returns.

    The child keeps no other descriptors than `keep`, and its standard streams lead nowhere. It may
    read what is `readable` and `placed`, see `bubblewrap.shown`. The caller must have one thread
    and have called `adopt_orphans`: it becomes the parent that waits for the child. A SandboxError
    says why there is no sandbox; nothing was run then.
    """
    if not sandboxed:
        folder = tempfile.TemporaryDirectory(prefix=owned_prefix())
        pid = os.fork()
        if pid == 0:

            def settle_in_folder() -> None:
                os.chdir(folder.name)
                os.environ["HOME"] = folder.name

            _run(main, limits, keep, settle_in_folder)
        return Child(pid, folder=folder)
    shown = bubblewrap.shown(readable, placed)
    cgroup = make_cgroup(limits)
    counted = cgroup is not None and cgroup.limits_memory
    calls = system_calls(shared_memory=counted)
    plan = _Plan(main, limits, {*keep}, shown.folders, cgroup, counted, calls)
    user = take_user()
    upward, downward = os.pipe(), os.pipe()
    middle = os.fork()
    if middle == 0:
        os.close(upward[0])
        os.close(downward[1])
        _enter(plan, upward[1], downward[0])
    os.close(upward[1])
    os.close(downward[0])
    sandbox = None
    try:
        try:
            _expect(_READY, _read(upward[0]))
            namespaces.map_users(middle, user)
            user_namespace = os.open(f"/proc/{middle}/ns/user", os.O_RDONLY | os.O_CLOEXEC)
            try:
                sandbox = bubblewrap.start(user_namespace, shown)
            finally:
                os.close(user_namespace)
            os.write(downward[1], str(sandbox.inside).encode())
            # The middle child tells the number, the last one that it is ready: whoever is first.
            words = sorted([_read(upward[0]), _read(upward[0])])
            _expect(_READY, words[1])
        finally:
            os.close(upward[0])
            os.close(downward[1])
            os.waitpid(middle, 0)
    except BaseException:
        if sandbox is not None:
            sandbox.close()
        if cgroup is not None:
            cgroup.remove()
        user.release()
        raise
    return Child(int(words[0]), sandbox, cgroup=cgroup, user=user)


@dataclass(frozen=True)
class _Plan:
    """What a child in a sandbox is to be: its `main`, and what holds it.

    Its memory is `counted` by the kernel, whoever has it; or what can't be seen is not allowed.
    """

    main: Callable[[], int]
    limits: Limits
    keep: set[int]
    trees: Iterable[str]
    cgroup: Cgroup | None
    counted: bool
    calls: Filter | None

    def settle(self) -> None:
        """In the sandbox: makes it the child's own, and gives up all rights over it."""
        mounts.own_trees(self.trees)
        mounts.hide_machine()
        if not self.counted:
            mounts.no_shared_zeros()
        size = {"size_bytes": self.limits.disk_bytes, "files": self.limits.disk_files}
        for path in bubblewrap.IN_MEMORY:
            mounts.limit_tmpfs(path, **size)
        for path in (bubblewrap.WORK, bubblewrap.TMP, bubblewrap.SHARED):
            os.chown(path, namespaces.USER, namespaces.USER)
        namespaces.limit_namespaces()
        namespaces.drop_privileges()
        os.chdir(bubblewrap.WORK)
        if self.calls is not None:
            self.calls.load()


def _enter(plan: _Plan, up: int, down: int) -> NoReturn:
    """In the middle child: makes a user namespace, joins the sandbox, forks the last child."""
    try:
        enter = None if plan.cgroup is None else plan.cgroup.entrance()
        namespaces.enter_user_namespace()
        _write(up, _READY)
        # It takes the kernel some milliseconds, in which bubblewrap can make the sandbox.
        if enter is not None:
            enter()
        inside = os.read(down, 100)
        if not inside:
            os._exit(1)
        namespaces.join(int(inside))
        pid = os.fork()
        if pid:
            _write(up, str(pid).encode())
            os._exit(0)
        _run(plan.main, plan.limits, plan.keep, plan.settle, up)
    except BaseException as error:
        _write(up, f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(1)


def _run(
    main: Callable[[], int],
    limits: Limits,
    keep: Iterable[int],
    settle: Callable[[], None],
    up: int | None = None,
) -> NoReturn:
    """In the last child: settles in, says so, runs `main`, and exits whatever happens."""
    code = 1
    try:
        os.setsid()
        settle()
        _limit_process(limits)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        _close_all_but({0, 1, 2, *keep, *([] if up is None else [up])})
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        if up is not None:
            _write(up, _READY)
            os.close(up)
            up = None
        code = main()
    except BaseException as error:
        if up is not None:
            _write(up, f"{type(error).__name__}: {error}".encode())
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
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_RTPRIO, 0),
        (resource.RLIMIT_SIGPENDING, _SIGNALS),
    ):
        resource.setrlimit(what, (most, most))


def _close_all_but(keep: set[int]) -> None:
    kept = sorted(keep)
    for low, high in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
        os.closerange(low + 1, high)


def _write(descriptor: int, text: bytes) -> None:
    """Sends one message; they are told apart by their line ends."""
    os.write(descriptor, text.replace(b"\n", b" ") + b"\n")


def _read(descriptor: int) -> bytes:
    """The next message, empty if there is none any more."""
    text = b""
    while not text.endswith(b"\n"):
        byte = os.read(descriptor, 1)
        if not byte:
            break
        text += byte
    return text.strip()


def _expect(wanted: bytes, got: bytes) -> None:
    if got != wanted:
        raise SandboxError(
            "the sandbox",
            "namespaces that can be joined",
            got.decode(errors="replace") or "an early end",
            "`nbjudge doctor` says what this machine supports.",
        )
