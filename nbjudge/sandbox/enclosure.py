"""A sandbox without namespaces: a folder of its own, Landlock around it, and a stricter filter.

For machines that make no user namespaces, as most containers do. Where root grades, each sandbox
has a user of its own; elsewhere all are the user who grades. No process leaves the group that it
was born in, so that all of them can be ended at once. Without its walls it is but a folder.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from landlockpy import AccessFS
from seccompy import Filter

from nbjudge.errors import SandboxError
from nbjudge.owners import owned_prefix, record_group, remove
from nbjudge.sandbox import bubblewrap, landlock, namespaces
from nbjudge.sandbox.cgroups import Cgroup, make_cgroup
from nbjudge.sandbox.child import Child, Main, expect_ready, hear, run_child
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.system_calls import system_calls
from nbjudge.sandbox.users import (
    CAP_CHOWN,
    CAP_DAC_OVERRIDE,
    CAP_KILL,
    CAP_SETGID,
    CAP_SETUID,
    User,
    has_rights,
    take_user,
)

_HOME, _TMP, _COPIES = "home", "tmp", "copies"
_NAME = "student"
# What programs and libraries read of the machine and, each in a folder of its own, of themselves.
# Of other processes, Landlock hides what only their debugger may see.
_MACHINE = ("/proc", "/sys/devices/system")
# Whose limits are read by who knows their names.
_CGROUPS = "/sys/fs/cgroup"
_DEVICES = ("/dev/full", "/dev/null", "/dev/random", "/dev/urandom")
# Memory that processes share, if they map it.
_ZERO = "/dev/zero"
# To make processes of other users, to end them, and to clear away what they leave.
_OVER_OTHERS = (CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID, CAP_SETUID)
_FOR_ALL, _FOR_ONE = 0o755, 0o700
_NOT_FOR_OTHERS = 0o077
_ADVICE = "`nbjudge doctor` says what this machine supports."


@dataclass(frozen=True)
class _Enclosure:
    """What a child in a folder is to be, and where for it is what is placed.

    The `copies` are of what its user could not read in place. Without `calls` there are no walls.
    """

    folder: Path
    user: User
    places: Mapping[str, Path]
    copies: Mapping[Path, Path] = field(default_factory=dict)
    rights: Mapping[str, AccessFS] = field(default_factory=dict)
    calls: Filter | None = None
    cgroup: Cgroup | None = None

    def settle(self) -> None:
        """In the child: makes the folder its home, and puts the walls around it."""
        if self.cgroup is not None:
            self.cgroup.entrance()()
        record_group(self.folder, os.getpid())
        for name in (_HOME, _TMP, _COPIES):
            (self.folder / name).mkdir(mode=_FOR_ONE)
        for source, target in self.copies.items():
            shutil.copytree(source, target)
        if os.geteuid() != self.user.uid:
            for name in (_HOME, _TMP, _COPIES):
                for path in (self.folder / name, *(self.folder / name).rglob("*")):
                    os.chown(path, self.user.uid, self.user.gid)
        if self.calls is not None:
            os.umask(_NOT_FOR_OTHERS)
            namespaces.drop_privileges(self.user.uid, self.user.gid)
        namespaces.end_with_parent()
        self._move_in()
        if self.calls is not None:
            with landlock.wall(self.rights) as wall:
                landlock.restrict(wall)
            self.calls.load()

    def _move_in(self) -> None:
        """Has programs keep what they write in the folder."""
        home, tmp = self.folder / _HOME, self.folder / _TMP
        os.chdir(home)
        os.environ |= {"HOME": str(home), "TMPDIR": str(tmp), "USER": _NAME, "LOGNAME": _NAME}
        os.environ |= bubblewrap.settings(str(tmp))


def written(folder: Path) -> tuple[Path, ...]:
    """Where in the folder of a child it can write."""
    return folder / _HOME, folder / _TMP


def fork_in_folder(
    main: Main,
    *,
    limits: Limits,
    keep: Iterable[int],
    walls: bool,
    readable: Iterable[Path],
    placed: Mapping[str, Path],
    connects: bool,
) -> Child:
    """Runs `main` in a forked child that has a folder for itself, within walls or not."""
    with ExitStack() as undo:
        folder = Path(tempfile.mkdtemp(prefix=owned_prefix()))
        undo.callback(remove, folder)
        if walls:
            _require_walls()
            folder.chmod(_FOR_ALL)
            shown = bubblewrap.shown(readable)
            user = _user(shown, folder)
            undo.callback(user.release)
            if cgroup := make_cgroup(limits):
                undo.callback(cgroup.remove)
            enclosure = _walled(folder, user, shown, placed, cgroup, connects=connects)
        else:
            user, cgroup = User(os.geteuid(), os.getegid()), None
            enclosure = _Enclosure(folder, user, placed)
        places = {place: str(path) for place, path in enclosure.places.items()}
        reader, writer = os.pipe()
        with os.fdopen(reader, "rb"):
            try:
                if (pid := os.fork()) == 0:
                    settle = enclosure.settle
                    run_child(partial(main, places), limits, keep, settle, writer)
            finally:
                os.close(writer)
            try:
                expect_ready(hear(reader))
            except SandboxError:
                os.waitpid(pid, 0)
                raise
        undo.pop_all()
    return Child(pid, folder=folder, cgroup=cgroup, user=user)


def _walled(
    folder: Path,
    user: User,
    shown: bubblewrap.Shown,
    placed: Mapping[str, Path],
    cgroup: Cgroup | None,
    *,
    connects: bool,
) -> _Enclosure:
    """An enclosure with walls for a user."""
    counted = cgroup is not None and cgroup.limits_memory
    read = (*shown.folders.values(), *shown.files)
    copies = {}
    places = {place: path for place, path in placed.items() if path.is_dir()}
    for place, path in list(places.items()):
        if not all(_reaches(user, one) for one in (path, *path.rglob("*"))):
            copies[path] = places[place] = folder / _COPIES / Path(place).name
    rights = dict.fromkeys((*read, *map(str, places.values()), *_MACHINE), landlock.READ)
    rights[_CGROUPS] = landlock.LOOK_UP
    rights |= dict.fromkeys(_DEVICES, landlock.USE)
    rights |= {str(folder / name): landlock.WRITE for name in (_HOME, _TMP)}
    if counted:
        rights[_ZERO] = landlock.USE
    if user.is_own and counted:
        # What a killed grader may have left there.
        user.clear()
        rights[bubblewrap.SHARED] = landlock.WRITE
    calls = system_calls(
        shared_memory=counted, apart=False, own_user=user.is_own, connects=connects
    )
    return _Enclosure(folder, user, places, copies, rights, calls, cgroup)


def _require_walls() -> None:
    if (version := landlock.version()) < landlock.WALL:
        wanted = f"version {landlock.WALL} of Landlock (Linux 6.12)"
        got = f"version {version}" if version else "none"
        raise SandboxError("the sandbox", wanted, got, _ADVICE)
    if system_calls(shared_memory=True) is None:
        raise SandboxError("the sandbox", "a filter of system calls", "none", _ADVICE)


def _user(shown: bubblewrap.Shown, folder: Path) -> User:
    """A user of its own, if there can be one who reads what is shown; else the one who grades."""
    if has_rights(*_OVER_OTHERS):
        user, paths = take_user(), (*shown.folders.values(), *shown.files, str(folder))
        if user.is_own and all(_reaches(user, Path(path)) for path in paths):
            return user
        user.release()
    return User(os.geteuid(), os.getegid())


def _reaches(user: User, path: Path) -> bool:
    """Whether a user of its own can read a path; any other is the user who grades."""
    if user.uid == os.geteuid():
        return True
    try:
        place = path.resolve()
        parts = all(one.stat().st_mode & stat.S_IXOTH for one in place.parents)
        return bool(parts and place.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False
