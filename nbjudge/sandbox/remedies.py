"""What to do where a sandbox can't be made, the likeliest first, by what was seen here.

Sources: Ubuntu's restriction of user namespaces by AppArmor; `docker run` and `podman run`,
`--security-opt`; Kubernetes, "User Namespaces" and `procMount`; google/gvisor#13314; unshare(2).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from nbjudge.sandbox.users import CAP_SYS_ADMIN, has_rights

DOCKER = (
    "Docker: docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
    "--security-opt systempaths=unconfined"
)
PODMAN = (
    "Podman: podman run --security-opt seccomp=unconfined --security-opt unmask=ALL "
    "--security-opt label=disable"
)
KUBERNETES = (
    "Kubernetes: `hostUsers: false` in the pod's spec, and in the container's securityContext "
    "`procMount: Unmasked`, `seccompProfile: {type: Unconfined}` and "
    "`appArmorProfile: {type: Unconfined}`"
)
_GVISOR = (
    "gVisor: runsc of June 2026 or later; earlier ones can't join a user namespace "
    "(google/gvisor#13314)"
)
_CHROOT = (
    "A chroot: the kernel makes no user namespace in one; start its system as a container, "
    "such as by systemd-nspawn -D DIR"
)
# A container, by what its runtime puts into it.
_CONTAINERS = {"/.dockerenv": DOCKER, "/run/.containerenv": PODMAN}


def remedies(seen: str, root: Path = Path("/")) -> tuple[str, ...]:
    """What may help against an error of the sandbox; `root` is where this system's files are."""
    found = [*_by_the_kernel(seen, root), *_by_the_container(seen, root)]
    return tuple(found) or (DOCKER, PODMAN, KUBERNETES)


def _by_the_kernel(seen: str, root: Path) -> Iterator[str]:
    settings = root / "proc/sys"
    if _value(settings / "user/max_user_namespaces") == "0" or "No space left" in seen:
        yield "The kernel's limit: sudo sysctl -w user.max_user_namespaces=10000"
    # The kernel asks for this right instead of its settings.
    if has_rights(CAP_SYS_ADMIN, root=root):
        return
    if _value(settings / "kernel/unprivileged_userns_clone") == "0":
        yield "The kernel's setting: sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if _value(settings / "kernel/apparmor_restrict_unprivileged_userns") == "1":
        # The forks of this Python make and join the namespaces themselves, and bubblewrap,
        # whichever it is, goes on with the profile of the Python that starts it.
        python = Path(sys.executable).resolve()
        yield (
            "AppArmor (Ubuntu 24.04 and later): give this Python a profile. "
            f"echo 'abi <abi/4.0>, profile nbjudge \"{python}\" flags=(unconfined) {{ userns, }}' "
            "| sudo tee /etc/apparmor.d/nbjudge && sudo apparmor_parser -r /etc/apparmor.d/nbjudge "
            "(an environment made by `python3 -m venv --copies` has a Python of its own to name)"
        )


def _by_the_container(seen: str, root: Path) -> Iterator[str]:
    if "setns: Invalid argument" in seen:
        yield _GVISOR
    if _in_a_chroot(root):
        yield _CHROOT
    for sign, remedy in _CONTAINERS.items():
        if (root / sign.lstrip("/")).exists():
            yield remedy
    if "KUBERNETES_SERVICE_HOST" in os.environ:
        yield KUBERNETES


def _in_a_chroot(root: Path) -> bool:
    """Whether the root of this process is not that of its file systems."""
    mounts = (line.split() for line in _value(root / "proc/self/mountinfo").splitlines())
    return all(fields[4] != "/" for fields in mounts)


def _value(setting: Path) -> str:
    """What the kernel says in a file, nothing where there is none."""
    try:
        return setting.read_text().strip()
    except OSError:
        return ""
