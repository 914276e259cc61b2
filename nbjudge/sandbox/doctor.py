"""What this machine supports, and how to get what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbjudge.errors import SandboxError
from nbjudge.sandbox import bubblewrap
from nbjudge.sandbox.remedies import DOCKER, remedies

_DELEGATE = (
    "With systemd: systemd-run --user --scope -p Delegate=yes nbjudge grade ...; in a container, "
    "let it write to its own control groups"
)
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


def require_sandbox() -> None:
    """Makes a sandbox for a try; a SandboxError says what was seen and what may help."""
    for finding in examine():
        if not finding.good:
            steps = enumerate(finding.remedies, start=1)
            remedy = " ".join(f"({number}) {step}." for number, step in steps)
            raise SandboxError(finding.subject, "one that works", finding.found, remedy)


def examine() -> Iterator[Finding]:
    """Looks at what the sandbox is made of, one thing after the other."""
    linux = sys.platform == "linux"
    yield Finding("system", linux, sys.platform, () if linux else (_ELSEWHERE,))
    if not linux:
        return
    try:
        program = bubblewrap.program()
    except SandboxError as error:
        yield Finding("bubblewrap", False, error.got, (error.remedy,))
        return
    yield Finding("bubblewrap", True, f"{program.version}, {program.path}")
    yield from _tried()


def _tried() -> Iterator[Finding]:
    """What a sandbox made now turns out to be."""
    command = [sys.executable, "-P", "-m", "nbjudge.sandbox.trial"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    try:
        found: dict[str, Any] = json.loads(said.stdout)
    except ValueError:
        lines = said.stderr.strip().splitlines()
        found = {"error": lines[-1] if lines else "it printed nothing"}
    if "error" in found:
        yield Finding("a sandbox", False, found["error"], remedies(found["error"]))
        return
    closed = found["own_keyring"] and not (found["capabilities"] or found["network"])
    own = "no privileges, no network, no keys of the grader's"
    yield Finding("a sandbox", closed, own if closed else str(found))
    yield from _parts(found)


def _parts(found: dict[str, Any]) -> Iterator[Finding]:
    """What protects a sandbox beside its namespaces, and what is left where it is lacking."""
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
        "by the kernel, for the user of each sandbox (RLIMIT_NPROC)",
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
    )


def _part(subject: str, there: bool, found: str, left: str, *remedies: str) -> Finding:
    if there:
        return Finding(subject, True, found)
    return Finding(subject, True, left, remedies, weaker=True)
