"""Forking a child into a sandbox of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from seccompy import Filter

from nbjudge.sandbox import bubblewrap, landlock, mounts, namespaces
from nbjudge.sandbox.cgroups import Cgroup, make_cgroup
from nbjudge.sandbox.child import READY, Child, Main, expect_ready, hear, run_child, say
from nbjudge.sandbox.enclosure import fork_in_folder
from nbjudge.sandbox.limits import Limits, Sandboxing
from nbjudge.sandbox.system_calls import system_calls
from nbjudge.sandbox.users import take_user


def fork(
    main: Main,
    *,
    limits: Limits,
    keep: Iterable[int],
    sandboxing: Sandboxing,
    readable: Iterable[Path] = (),
    placed: Mapping[str, Path] = MappingProxyType({}),
    connects: bool = False,
) -> Child:
    """Runs `main` in a forked child, which exits with what it returns.

    The child keeps no other descriptors than `keep`, and its standard streams lead nowhere. It may
    read what is `readable` and `placed`, see `bubblewrap.shown`, and is told where it finds the
    latter. Where namespaces don't keep it apart, it `connects` to other processes or not. The
    caller must have one thread and have called `adopt_orphans`: it becomes the parent that waits
    for the child. A SandboxError says why there is no sandbox; nothing was run then.
    """
    if sandboxing == "bubblewrap":
        return _fork_in_namespaces(main, limits, {*keep}, readable, placed)
    return fork_in_folder(
        main,
        limits=limits,
        keep=keep,
        walls=sandboxing == "landlock",
        readable=readable,
        placed=placed,
        connects=connects,
    )


def _fork_in_namespaces(
    main: Main,
    limits: Limits,
    keep: set[int],
    readable: Iterable[Path],
    placed: Mapping[str, Path],
) -> Child:
    shown = bubblewrap.shown(readable, placed)
    places = {place: place for place in placed if place in shown.folders}
    landlock.version()  # once, and not in each child
    with ExitStack() as undo:
        if cgroup := make_cgroup(limits):
            undo.callback(cgroup.remove)
        counted = cgroup is not None and cgroup.limits_memory
        calls = system_calls(shared_memory=counted)
        plan = _Plan(partial(main, places), limits, keep, shown.folders, cgroup, counted, calls)
        user = take_user()
        undo.callback(user.release)
        upward, downward = os.pipe(), os.pipe()
        middle = os.fork()
        if middle == 0:
            os.close(upward[0])
            os.close(downward[1])
            _enter(plan, upward[1], downward[0])
        os.close(upward[1])
        os.close(downward[0])
        try:
            expect_ready(hear(upward[0]))
            namespaces.map_users(middle, user)
            user_namespace = os.open(f"/proc/{middle}/ns/user", os.O_RDONLY | os.O_CLOEXEC)
            try:
                sandbox = bubblewrap.start(user_namespace, shown)
            finally:
                os.close(user_namespace)
            undo.callback(sandbox.close)
            os.write(downward[1], str(sandbox.inside).encode())
            # The middle child tells the number, the last one that it is ready: whoever is first.
            words = sorted([hear(upward[0]), hear(upward[0])])
            expect_ready(words[1])
        finally:
            os.close(upward[0])
            os.close(downward[1])
            os.waitpid(middle, 0)
        undo.pop_all()
    return Child(int(words[0]), sandbox, cgroup=cgroup, user=user)


@dataclass(frozen=True)
class _Plan:
    """What a child in namespaces is to be: its `main`, and what holds it.

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
        os.environ |= bubblewrap.settings(bubblewrap.TMP)
        os.chdir(bubblewrap.WORK)
        if landlock.version() >= landlock.SECOND_WALL:
            written = (bubblewrap.WORK, bubblewrap.TMP, bubblewrap.DEV)
            with landlock.wall(
                {"/": landlock.READ} | dict.fromkeys(written, landlock.WRITE)
            ) as wall:
                landlock.restrict(wall)
        if self.calls is not None:
            self.calls.load()


def _enter(plan: _Plan, up: int, down: int) -> NoReturn:
    """In the middle child: makes a user namespace, joins the sandbox, forks the last child."""
    try:
        enter = None if plan.cgroup is None else plan.cgroup.entrance()
        namespaces.enter_user_namespace()
        say(up, READY)
        # It takes the kernel some milliseconds, in which bubblewrap can make the sandbox.
        if enter is not None:
            enter()
        inside = os.read(down, 100)
        if not inside:
            os._exit(1)
        namespaces.join(int(inside))
        pid = os.fork()
        if pid:
            say(up, str(pid).encode())
            os._exit(0)
        run_child(plan.main, plan.limits, plan.keep, plan.settle, up)
    except BaseException as error:
        say(up, f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(1)
