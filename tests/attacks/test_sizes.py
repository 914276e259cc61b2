"""Attacks by size and number, on those who read, rebuild and show what is handed in."""

from __future__ import annotations

import pytest

from attacks.attack import Attack
from attacks.graded import Graded
from attacks.outcome import check_repelled

WITHOUT_NOTEBOOK = ["notebook_too_large", "pipe_for_notebook"]


def test_wrong_solution_gets_no_points(attack: Attack, graded: Graded) -> None:
    if attack.name not in WITHOUT_NOTEBOOK:
        check_repelled(attack, graded)


@pytest.mark.parametrize("student", WITHOUT_NOTEBOOK)
def test_what_is_no_notebook_has_no_points_and_says_why(student: str, graded: Graded) -> None:
    assert graded.problems(student)["submission"]
    assert [row["score"] for row in graded.scores(student).values()] == [0] * 6


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("too_many_cells", "5,001 cells"),
        ("too_long_answer", "it holds more than 33 MB"),
        ("nested_metadata", "nested too deeply"),
    ],
)
def test_notebook_that_can_not_be_read_says_why(student: str, reason: str, graded: Graded) -> None:
    assert reason in graded.problems(student)["values"]
    assert reason in graded.feedback(student)


@pytest.mark.parametrize(
    ("student", "remark"),
    [
        ("notebook_too_large", "is larger than 100 MB and was left out"),
        ("pipe_for_notebook", "is no ordinary file and was left out"),
        ("large_files", "`large.bin` was left out: a notebook has room for 64 MiB of files"),
        ("large_files", "`b.bin` was left out: a notebook has room for 64 MiB of files"),
        ("many_files", "only the first 1,000 files and folders were read"),
        ("many_folders", "lies too deep in other folders and was left out"),
        ("long_paths", "has too long a path and was left out"),
        ("many_notebooks", "more"),
        ("long_time", "`timestamp.txt` was left out"),
    ],
)
def test_what_is_left_out_is_told(student: str, remark: str, graded: Graded) -> None:
    assert any(remark in one for one in graded.remarks(student))


def test_picture_that_has_no_room_on_the_page_is_told(graded: Graded) -> None:
    page = graded.feedback("many_pictures")
    assert page.count("too large for this page") == 60 - page.count("data:image/png;base64")


def test_time_of_a_notebook_is_told(graded: Graded) -> None:
    message = graded.verdicts("dying_and_sleeping")["test_table"]["message"]
    assert message == "your notebook ran longer than 60 s and was stopped"
