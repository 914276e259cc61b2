"""Attacks by the shape of what is handed in: cells, metadata, files, names."""

from __future__ import annotations

import pytest

from attacks import lesson
from attacks.attack import Attack
from attacks.graded import Graded
from attacks.outcome import check_repelled

WITHOUT_NOTEBOOK = ["then_nothing", "linked_notebook", "linked_folder", "folder_for_notebook"]


def test_wrong_solution_gets_no_points(attack: Attack, graded: Graded) -> None:
    if attack.name not in WITHOUT_NOTEBOOK:
        check_repelled(attack, graded)


@pytest.mark.parametrize("student", WITHOUT_NOTEBOOK)
def test_what_can_not_be_graded_has_no_points_and_says_why(student: str, graded: Graded) -> None:
    assert graded.problems(student)["submission"]
    for row in graded.scores(student).values():
        assert not row["score"]
        assert not row["extra"]
        assert row["manual"] is None


@pytest.mark.parametrize("student", ["then_bad_json", "empty_file", "nested_json", "other_json"])
def test_file_that_is_no_notebook_says_why(student: str, graded: Graded) -> None:
    assert graded.problems(student).keys() == {"values"}
    assert "could not be graded" in graded.feedback(student)


@pytest.mark.parametrize(
    "student", ["then_bad_json", "then_deleted_tests", "then_crash", "then_nothing"]
)
def test_right_submission_had_its_points_before(student: str, graded: Graded) -> None:
    first = graded.record["first"][student]
    scores = {name: row["score"] for name, row in first["scores"].items()}
    assert scores == lesson.points("01-values")


def test_what_lies_outside_is_not_taken_in(graded: Graded) -> None:
    for student in ("links", "linked_notebook", "linked_folder"):
        for folder in ("autograded", "feedback"):
            for path in (graded.folder / folder / student).rglob("*"):
                assert not path.is_symlink()
                assert not path.is_file() or b"outside-" not in path.read_bytes()
