"""What this machine supports, and how to get what is missing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbjudge.errors import SandboxError

_CONTAINER = (
    "Run nbjudge in a Linux container or virtual machine; Docker's needs "
    "`--security-opt seccomp=unconfined --security-opt apparmor=unconfined`."
)
_INSTALL = "Install it: sudo apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap."
_OLDEST = (0, 5)
_SETTINGS = {
    "kernel/unprivileged_userns_clone": "1",
    "kernel/apparmor_restrict_unprivileged_userns": "0",
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is as it should be, and if not, the remedy."""

    subject: str
    good: bool
    found: str
    remedy: str = ""


def require_linux() -> None:
    """Raises a SandboxError where there can be no sandbox at all."""
    if sys.platform != "linux":
        raise SandboxError("the sandbox", "Linux", sys.platform, _CONTAINER)


def examine() -> Iterator[Finding]:
    """Looks at what the sandbox is made of, one thing after the other."""
    linux = sys.platform == "linux"
    yield Finding("system", linux, sys.platform, "" if linux else _CONTAINER)
    if not linux:
        return
    yield (bubblewrap := _bubblewrap())
    if os.geteuid() != 0:
        yield from _settings()
    if bubblewrap.good:
        yield from _tried()


def _bubblewrap() -> Finding:
    program = shutil.which("bwrap")
    if program is None:
        return Finding("bubblewrap", False, "not installed", _INSTALL)
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    numbers = tuple(map(int, re.findall(r"\d+", said.stdout)))
    good = numbers >= _OLDEST
    return Finding("bubblewrap", good, said.stdout.strip() or said.stderr.strip(), _INSTALL)


def _settings() -> Iterator[Finding]:
    """The kernel's settings that may forbid user namespaces to all but root."""
    for name, wanted in _SETTINGS.items():
        path = Path("/proc/sys", name)
        if path.exists():
            value = path.read_text().strip()
            setting = name.replace("/", ".")
            remedy = f"sudo sysctl {setting}={wanted}"
            yield Finding("user namespaces", value == wanted, f"{setting} = {value}", remedy)


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
        yield Finding("a sandbox", False, found["error"], _CONTAINER)
        return
    closed = not (found["capabilities"] or found["network"])
    yield Finding("a sandbox", closed, "no privileges, no network" if closed else str(found))
    how = "by the kernel (cgroup)" if found["cgroup"] else "by a watchdog, ten times a second"
    yield Finding("memory limit", True, how)
