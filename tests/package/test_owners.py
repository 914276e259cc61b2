"""What dead graders have left is told from what living ones use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nbjudge.owners import clear_folders, of_the_dead, owned_prefix

_PREFIX = [sys.executable, "-c", "from nbjudge.owners import *; print(owned_prefix())"]


@pytest.fixture
def of_a_dead_one() -> str:
    """What a name begins with of a thing that a process made that has ended."""
    return subprocess.run(_PREFIX, capture_output=True, text=True, check=True).stdout.strip()


def test_folder_of_a_dead_process_is_removed(tmp_path: Path, of_a_dead_one: str) -> None:
    (tmp_path / f"{of_a_dead_one}x" / "deeper").mkdir(parents=True)
    clear_folders(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_somebody_removes_meanwhile_is_passed_over(
    tmp_path: Path, of_a_dead_one: str
) -> None:
    for name in "xyz":
        (tmp_path / f"{of_a_dead_one}{name}").mkdir()
    found = of_the_dead(tmp_path)
    next(iter(found))
    for path in tmp_path.iterdir():
        path.rmdir()
    assert list(found) == []


def test_another_process_of_the_same_number_does_not_count(tmp_path: Path) -> None:
    namespace, pid, start = owned_prefix().strip("-").split("-")[1:]
    folder = tmp_path / f"nbjudge-{namespace}-{pid}-{int(start) - 1}-x"
    folder.mkdir()
    assert list(of_the_dead(tmp_path)) == [folder]


def test_what_may_be_in_use_stays(tmp_path: Path, of_a_dead_one: str) -> None:
    names = [
        f"{owned_prefix()}x",
        "nbjudge-7-" + of_a_dead_one.split("-", 2)[2] + "x",  # of another container
        "nbjudge-kept",
        "nbjudge-1-2-x",
        of_a_dead_one.replace("nbjudge", "another"),
    ]
    for name in names:
        (tmp_path / name).mkdir()
    clear_folders(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(names)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_what_is_another_users_stays(tmp_path: Path, of_a_dead_one: str) -> None:
    folder = tmp_path / f"{of_a_dead_one}x"
    folder.mkdir()
    os.chown(folder, 1234, 1234)
    clear_folders(tmp_path)
    assert folder.exists()
