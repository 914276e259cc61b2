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

_ELSEWHERE = f"Run nbjudge in a Linux container or virtual machine. {DOCKER}"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is as it should be, and if not, what may help."""

    subject: str
    good: bool
    found: str
    remedies: tuple[str, ...] = ()


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
    closed = not (found["capabilities"] or found["network"])
    yield Finding("a sandbox", closed, "no privileges, no network" if closed else str(found))
    how = "by the kernel (cgroup)" if found["cgroup"] else "by a watchdog, ten times a second"
    yield Finding("memory limit", True, how)
