"""What this machine supports, and how to get what is missing."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbjudge.errors import SandboxError
from nbjudge.sandbox import bubblewrap, landlock
from nbjudge.sandbox.limits import Sandboxing
from nbjudge.sandbox.remedies import DOCKER, remedies

_DELEGATE = (
    "With systemd: systemd-run --user --scope -p Delegate=yes nbjudge grade ...; in a container, "
    "let it write to its own control groups"
)
_LESS = "`nbjudge grade --sandbox landlock`"
_LONGEST_TRIAL_S = 60
_MUST_NOT_HAVE = ("capabilities", "privileges", "network")
# Whatever the machine is like.
_LACKING = {
    "files": "their contents are out of reach, but not their dates and sizes, for who knows names",
    "processes": "out of reach, but what the machine's are called, with arguments, can be read",
    "disk limit": "by a watchdog, mostly ten times a second",
    "connections": "none, not even from one process of a sandbox to another",
    "terminals": "none: what needs one fails",
}
_READABLE = "Let root install Python and nbjudge where all users can read them"
# What has been tried for good.
_working: set[Sandboxing] = set()
_ELSEWHERE = f"Run nbjudge in a Linux container or virtual machine. {DOCKER}"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is as it should be, and if not, what may help.

    What is good may still be `weaker` than on other machines: `found` says how much is left.
    """

    subject: str
    good: bool
    found: str
    remedies: tuple[str, ...] = ()
    weaker: bool = False


def require_linux() -> None:
    """Raises a SandboxError where there can be no sandbox at all."""
    if sys.platform != "linux":
        raise SandboxError("the sandbox", "Linux", sys.platform, _ELSEWHERE)


def require_sandbox(sandboxing: Sandboxing = "bubblewrap") -> None:
    """Makes a sandbox for a try; a SandboxError says what was seen and what may help."""
    if sandboxing == "none" or sandboxing in _working:
        return
    look = _by_namespaces if sandboxing == "bubblewrap" else _by_landlock
    for finding in itertools.chain(_system(), look()):
        if not finding.good:
            steps = [*finding.remedies]
            if sandboxing == "bubblewrap" and all(one.good for one in _by_landlock()):
                steps.append(f"Or be content with less: {_LESS}")
            remedy = " ".join(f"({number}) {step}." for number, step in enumerate(steps, start=1))
            raise SandboxError(finding.subject, "one that works", finding.found, remedy)


def try_once() -> None:
    """Makes a sandbox now: if it works, this process and its forks need not try it again."""
    require_sandbox()
    _working.add("bubblewrap")


def examine() -> Iterator[Finding]:
    """Looks at what sandboxes are made of here, one thing after the other, and sums up."""
    (system,) = _system()
    yield system
    if not system.good:
        return
    full = list(_by_namespaces())
    yield from full
    if all(finding.good for finding in full):
        yield _part(
            "second wall",
            landlock.version() >= landlock.SECOND_WALL,
            f"Landlock, version {landlock.version()}",
            "none: this kernel has no Landlock, so the namespaces are the only one",
        )
        yield Finding("isolation", True, "full")
        return
    less = list(_by_landlock())
    yield from less
    if all(finding.good for finding in less):
        yield Finding("isolation", True, f"landlock alone, with {_LESS}", weaker=True)
    else:
        yield Finding("isolation", False, "none: students' code can't be run safely here")


def _system() -> Iterator[Finding]:
    linux = sys.platform == "linux"
    yield Finding("system", linux, sys.platform, () if linux else (_ELSEWHERE,))


def _by_namespaces() -> Iterator[Finding]:
    """What a sandbox with namespaces turns out to be."""
    try:
        program = bubblewrap.program()
    except SandboxError as error:
        yield Finding("bubblewrap", False, error.got, (error.remedy,))
        return
    yield Finding("bubblewrap", True, f"{program.version}, {program.path}")
    found = _tried("bubblewrap")
    if "error" in found:
        yield Finding("a sandbox", False, found["error"], remedies(found["error"]))
        return
    yield _closed("a sandbox", found, "no privileges, no network, no keys of the grader's")
    yield from _limits(found, apart=True)
    yield _part(
        "system calls",
        found["filter"],
        "those that programs need, by a filter",
        "no filter: all of this kernel's, but without a privilege",
    )
    shared = ", ".join(found["shared"])
    yield _part(
        "files",
        not shared,
        "the system's and Python's are objects of each sandbox's own",
        f"objects shared by all sandboxes, which can see each other's locks on them: {shared}",
    )


def _by_landlock() -> Iterator[Finding]:
    """What a sandbox without namespaces turns out to be, and what it lacks."""
    found = _tried("landlock")
    if "error" in found:
        seen = f"{found['error']}, where {found['wanted']} is needed" if "wanted" in found else ""
        yield Finding("a sandbox of Landlock", False, seen or found["error"])
        return
    yield _closed("a sandbox of Landlock", found, "no privileges, no network, a stricter filter")
    yield from _limits(found, apart=found["own_user"])
    for subject, left in _LACKING.items():
        yield _part(subject, False, "", left)
    yield _part(
        "shared memory",
        found["locks"],
        "in /dev/shm, counted and for one user, but names are taken for all",
        "none: locks and pools of multiprocessing fail, joblib does one thing after the other",
    )


def _tried(sandboxing: Sandboxing) -> dict[str, Any]:
    """What a sandbox made now turns out to be, or the `error`."""
    command = [sys.executable, "-P", "-m", "nbjudge.sandbox.trial", sandboxing]
    try:
        said = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=False, timeout=_LONGEST_TRIAL_S
        )
    except subprocess.TimeoutExpired:
        return {"error": f"none after {_LONGEST_TRIAL_S} s"}
    try:
        found: dict[str, Any] = json.loads(said.stdout)
    except ValueError:
        lines = said.stderr.strip().splitlines()
        return {"error": lines[-1] if lines else "it printed nothing"}
    return found


def _closed(subject: str, found: dict[str, Any], closed: str) -> Finding:
    """Whether a sandbox that was made is one."""
    good = found["own_keyring"] and not any(found[name] for name in _MUST_NOT_HAVE)
    return Finding(subject, good, closed if good else str(found))


def _limits(found: dict[str, Any], *, apart: bool) -> Iterator[Finding]:
    """What bounds a sandbox, and what is left where that is lacking; its user may be `apart`."""
    yield _part(
        "memory limit",
        "memory" in found["cgroup"],
        "by the kernel (cgroup)",
        "by a watchdog, ten times a second, so no memory is shared without a file",
        _DELEGATE,
    )
    yield _part(
        "process limit",
        "pids" in found["cgroup"],
        "by the kernel (cgroup)",
        "by the kernel, for the user of each sandbox (RLIMIT_NPROC)"
        if apart
        else "by a watchdog, ten times a second, and by the kernel for all sandboxes together",
    )
    yield _part(
        "processors",
        "cpu" in found["cgroup"],
        "an equal share for each sandbox (cgroup)",
        "a sandbox of many processes gets more than others, until its time is up",
    )
    yield _part(
        "user",
        found["own_user"],
        "one of its own for each sandbox",
        f"number {found['user']} for all: what the kernel counts by user, such as pipes, is shared",
        *(() if found["user"] else (_READABLE,)),
    )


def _part(subject: str, there: bool, found: str, left: str, *remedies: str) -> Finding:
    if there:
        return Finding(subject, True, found)
    return Finding(subject, True, left, remedies, weaker=True)
