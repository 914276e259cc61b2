"""What is advised where there can be no sandbox, by what was seen here."""

from __future__ import annotations

from pathlib import Path

import pytest

from nbjudge.sandbox.remedies import DOCKER, KUBERNETES, PODMAN, remedies

MOUNTS = "proc/self/mountinfo"
FORBIDDEN = "unshare: Operation not permitted"
ORDINARY_USER, ROOT = "CapEff:\t0000000000000000\n", "CapEff:\t000001ffffffffff\n"


def machine(root: Path, files: dict[str, str], rights: str = ORDINARY_USER) -> Path:
    """A system with these files."""
    standard = {"proc/self/status": rights, MOUNTS: "29 1 8:1 / / rw - ext4 /dev/sda1 rw\n"}
    for name, text in (standard | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def no_pod(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)


@pytest.mark.parametrize(
    ("seen", "files", "first"),
    [
        (
            "setns: Operation not permitted",
            {"proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1\n"},
            "AppArmor (Ubuntu 24.04 and later)",
        ),
        (
            FORBIDDEN,
            {
                "proc/sys/kernel/unprivileged_userns_clone": "0\n",
                "proc/sys/kernel/apparmor_restrict_unprivileged_userns": "0\n",
            },
            "The kernel's setting: sudo sysctl -w kernel.unprivileged_userns_clone=1",
        ),
        (
            "unshare: No space left on device",
            {"proc/sys/user/max_user_namespaces": "0\n"},
            "The kernel's limit: sudo sysctl -w user.max_user_namespaces=10000",
        ),
        ("setns: Invalid argument", {}, "gVisor"),
        (FORBIDDEN, {MOUNTS: "44 27 0:53 / /proc rw - proc proc rw\n"}, "A chroot"),
        (FORBIDDEN, {".dockerenv": ""}, DOCKER),
        (FORBIDDEN, {"run/.containerenv": ""}, PODMAN),
    ],
    ids=["apparmor", "debian", "limit", "gvisor", "chroot", "docker", "podman"],
)
def test_what_was_seen_decides(
    seen: str, files: dict[str, str], first: str, tmp_path: Path
) -> None:
    (found,) = remedies(seen, machine(tmp_path, files))
    assert found.startswith(first)


def test_a_pod_is_known_by_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "10.0.0.1")
    assert remedies(FORBIDDEN, machine(tmp_path, {})) == (KUBERNETES,)


def test_setting_of_the_kernel_comes_before_those_of_the_container(tmp_path: Path) -> None:
    files = {"proc/sys/user/max_user_namespaces": "0\n", ".dockerenv": ""}
    first, second = remedies("unshare: No space left on device", machine(tmp_path, files))
    assert first.startswith("The kernel's limit")
    assert second == DOCKER


def test_all_containers_are_named_where_nothing_is_known(tmp_path: Path) -> None:
    seen = "bwrap: Can't mount proc on /newroot/proc: Operation not permitted"
    assert remedies(seen, machine(tmp_path, {})) == (DOCKER, PODMAN, KUBERNETES)


def test_root_needs_no_setting(tmp_path: Path) -> None:
    files = {"proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1\n"}
    assert remedies(FORBIDDEN, machine(tmp_path, files, ROOT)) == (DOCKER, PODMAN, KUBERNETES)
