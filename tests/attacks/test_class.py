"""The class that attackers hand in to: nobody else notices, and nothing is left of them."""

from __future__ import annotations

import pytest

from attacks import lesson
from attacks.graded import Graded


@pytest.mark.parametrize("student", lesson.HONEST)
def test_honest_student_has_full_points(student: str, graded: Graded) -> None:
    everything = [*map(lesson.points, {name.partition("/")[0] for name in lesson.notebooks()})]
    for name, most in (pair for points in everything for pair in points.items()):
        right = (student, name) not in lesson.HONEST_MISTAKES
        verdict, row = graded.verdicts(student)[name], graded.scores(student)[name]
        assert verdict["status"] == ("passed" if right else "failed")
        assert row["score"] == row["auto"] == (most if right else 0)


@pytest.mark.parametrize("student", lesson.HONEST)
def test_honest_student_is_no_reason_to_look(student: str, graded: Graded) -> None:
    assert graded.alarms(student) == []


def test_warning_on_stderr_costs_nothing(graded: Graded) -> None:
    notebooks = graded.record["honest"]["attacked"]["mia/01-values/values"]["notebook"]
    shown = [output for cell in notebooks["cells"] for output in cell.get("outputs", [])]
    assert [output["name"] for output in shown] == ["stderr"]
    assert "a line on stderr" in "".join(shown[0]["text"])


def test_honest_students_are_graded_as_in_a_class_of_their_own(graded: Graded) -> None:
    honest = graded.record["honest"]
    assert honest["attacked"] == honest["control"]


def test_nothing_was_reached_from_inside(graded: Graded) -> None:
    assert graded.record["traces"]["reached"] == 0


def test_no_process_is_left(graded: Graded) -> None:
    assert graded.record["traces"]["processes"] == []
    assert graded.record["traces"]["children"] == []


def test_no_temporary_file_is_left(graded: Graded) -> None:
    assert graded.record["traces"]["temporary"] == []


def test_no_lock_is_left_on_the_gradebook(graded: Graded) -> None:
    assert graded.record["traces"]["lock"] == ""


def test_course_is_as_it_was(graded: Graded) -> None:
    assert graded.record["traces"]["changed"] == []


def test_folders_are_those_of_students(graded: Graded) -> None:
    students = {path.name for path in (graded.folder / "submitted").iterdir()}
    for name in ("autograded", "feedback"):
        assert {path.name for path in (graded.folder / name).iterdir()} <= students


def test_grader_took_in_a_bounded_amount(graded: Graded) -> None:
    assert graded.record["traces"]["growth_mib"] < 100
