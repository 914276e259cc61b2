"""The users outside of sandboxes, as root has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nbjudge.sandbox.users import NOBODY, User, take_user

ALL = "         0          0 4294967295\n"
OF_A_CONTAINER = "         0     100000      65536\n"
ROOT_ALONE = "         0       1000          1\n"


def machine(root: Path, mapped: str, subordinate: str = "") -> Path:
    """A system whose processes can map these users."""
    for name, text in (
        ("proc/self/uid_map", mapped),
        ("proc/self/gid_map", mapped),
        ("etc/subuid", subordinate),
        ("etc/subgid", subordinate),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.mark.parametrize(
    ("mapped", "subordinate", "expected"),
    [
        (ALL, "", range(1_878_982_656, 1_879_048_192)),
        (ALL, "ada:100000:65536\nroot:300000:65536\n", range(300_000, 365_536)),
        (ALL, "nonsense\n", range(1_878_982_656, 1_879_048_192)),
        (OF_A_CONTAINER, "", range(61_184, 65_520)),
        (OF_A_CONTAINER, "root:300000:65536\n", range(61_184, 65_520)),
        (ROOT_ALONE, "", range(NOBODY, NOBODY + 1)),
    ],
    ids=["machine", "subordinate", "nonsense", "container", "not mapped", "alone"],
)
def test_user_is_of_a_range_that_is_nobody_elses(
    mapped: str, subordinate: str, expected: range, tmp_path: Path
) -> None:
    user = take_user(machine(tmp_path, mapped, subordinate))
    assert user.uid == user.gid
    assert user.uid in expected
    user.release()


def test_no_two_have_the_same_at_a_time(tmp_path: Path) -> None:
    root = machine(tmp_path, ALL, "root:300000:2\n")
    one, two, other = take_user(root), take_user(root), take_user(root)
    assert {one.uid, two.uid} == {300_000, 300_001}
    assert other.uid not in {one.uid, two.uid}
    one.release()
    three = take_user(root)
    assert three.uid == one.uid
    for user in (two, other, three):
        user.release()


def test_graders_that_know_nothing_of_each_other_hardly_take_the_same(tmp_path: Path) -> None:
    root = machine(tmp_path, OF_A_CONTAINER)
    taken = set()
    for _ in range(10):
        user = take_user(root)
        taken.add(user.uid)
        user.release()
    assert len(taken) > 1


def test_an_ordinary_user_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1234)
    assert take_user() == User(1234, os.getegid())
