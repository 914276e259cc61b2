"""Whose a thing is that may outlive its process: its name says so, and whether that one is dead."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_NAME = re.compile(r"nbjudge-(?P<namespace>\d+)-(?P<pid>\d+)-(?P<start>\d+)-")
_PROC = Path("/proc")
# Of the fields after the name in /proc/PID/stat.
_START = 19
_GROUP = "group"


def owned_prefix() -> str:
    """What a name begins with of a folder or control group that this process makes."""
    pid = os.getpid()
    return f"nbjudge-{_namespace()}-{pid}-{_start(pid)}-"


def of_the_dead(folder: Path) -> Iterable[Path]:
    """What lies in a folder, is this user's, and was made by a process that has ended.

    What was made in another container, where numbers of processes mean others, is left out.
    """
    for path in folder.glob("nbjudge-*"):
        name = _NAME.match(path.name)
        if (
            name
            and int(name["namespace"]) == _namespace()
            and _owner(path) == os.geteuid()
            and _start(int(name["pid"])) != int(name["start"])
        ):
            yield path


def record_group(folder: Path, pid: int) -> None:
    """Writes into a folder of this process which group of processes is to end with it."""
    (folder / _GROUP).write_text(f"{pid} {_start(pid)}")


def clear_folders(folder: Path) -> None:
    """Removes the folders that dead processes of this user have left, and ends their groups."""
    for path in of_the_dead(folder):
        _end_group(path / _GROUP)
        remove(path)


def remove(folder: Path) -> None:
    """Removes a folder, however deep it is; what can't be removed is left."""
    command = ["rm", "-rf", "--one-file-system", "--", str(folder)]
    try:
        subprocess.run(command, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
    except OSError:  # where there is no room for one more process
        with contextlib.suppress(RecursionError):
            shutil.rmtree(folder, ignore_errors=True)


def _end_group(record: Path) -> None:
    """Ends a group that was recorded, unless its number means another one by now."""
    with contextlib.suppress(OSError, ValueError):
        pid, start = map(int, record.read_text().split())
        if _start(pid) in (0, start):
            os.killpg(pid, signal.SIGKILL)


def _owner(path: Path) -> int | None:
    """The user whose a thing is, or None if somebody has removed it meanwhile."""
    try:
        return path.lstat().st_uid
    except FileNotFoundError:
        return None


@cache
def _namespace() -> int:
    try:
        return (_PROC / "self/ns/pid").stat().st_ino
    except OSError:
        return 0  # another system than Linux


def _start(pid: int) -> int:
    """When a process was started, in ticks of the clock since the machine was; 0 if it is none."""
    try:
        text = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return 0
    return int(text.rpartition(")")[2].split()[_START])
