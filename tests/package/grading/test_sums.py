"""Points, penalties and comments: nbgrader's own, in table, JSON, export and feedback alike."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.notebook import read_notebook
from nbjudge.course.release import register
from nbjudge.grading.scores import export_grades

from ..conftest import reused

NAME = "01-numbers"
HandIn = Callable[..., Path]
Run = Callable[..., Result]
PLUGIN = """
from nbgrader.plugins import BasePlugin

class FixedPenalty(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {points}
"""


@pytest.fixture
def penalty(
    course: CourseFolder, configure: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[float], None]]:
    """Sets what late work costs."""
    monkeypatch.syspath_prepend(course.path)
    configure("c.AssignLatePenalties.plugin_class = 'late_work.FixedPenalty'")

    def cost(points: float) -> None:
        (course.path / "late_work.py").write_text(PLUGIN.format(points=points), encoding="utf-8")
        # The next grading imports it, as a process of its own would.
        sys.modules.pop("late_work", None)

    yield cost
    sys.modules.pop("late_work", None)


@pytest.fixture
def rows(nbjudge: Run, course: CourseFolder) -> Callable[..., dict[str, dict[str, Any]]]:
    """Grades the class: rows by student."""

    def grade() -> dict[str, dict[str, Any]]:
        result = nbjudge("grade", "--course", course.path, "--json")
        assert result.stdout.startswith("["), result.output
        return {row["student"]: row for row in json.loads(result.stdout)}

    return grade


def exported(course: CourseFolder) -> dict[str, dict[str, str]]:
    path = course.path / "grades.csv"
    export_grades(course, path)
    with path.open(encoding="utf-8") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def due(course: CourseFolder, day: int) -> None:
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=datetime.datetime(2026, 1, day))


@pytest.fixture
def handed_in(hand_in: HandIn) -> None:
    for name in ("letters", "numbers"):
        path = hand_in("ada", name)
    path.with_name("timestamp.txt").write_text("2026-01-16 00:00:00 UTC", encoding="utf-8")


@pytest.mark.usefixtures("handed_in")
def test_penalty_and_extra_credit_are_in_the_score_as_in_the_export(
    rows: Callable[..., dict[str, dict[str, Any]]],
    penalty: Callable[[float], None],
    course: CourseFolder,
) -> None:
    penalty(0.5)
    due(course, 15)
    rows()
    with course.gradebook() as gradebook:
        gradebook.find_grade("test_square", "numbers", NAME, "ada").extra_credit = 2.5
        gradebook.update_or_create_student("ben")
        gradebook.db.commit()
    # Of each notebook, half a point.
    for row in (rows()["ada"], exported(course)["ada"]):
        assert float(row["score"]) == 5.5
        assert float(row["raw_score"]) == 6.5
        assert float(row["late_submission_penalty"]) == 1
        assert float(row["max_score"]) == 4
    for row in (rows()["ben"], exported(course)["ben"]):
        assert float(row["score"]) == 0
        assert float(row["max_score"]) == 4


@pytest.mark.usefixtures("handed_in")
def test_rule_in_the_settings_is_followed_when_it_changes(
    rows: Callable[..., dict[str, dict[str, Any]]],
    course: CourseFolder,
    configure: Callable[[str], None],
) -> None:
    due(course, 15)
    for points, score in ((0.5, 3), (1, 2)):
        rule = PLUGIN.format(points=points)
        configure(f"{rule}\nc.AssignLatePenalties.plugin_class = FixedPenalty")
        assert rows()["ada"]["score"] == score


@pytest.mark.usefixtures("handed_in")
def test_other_due_date_or_penalty_counts_at_the_next_grading_without_a_run(
    nbjudge: Run, penalty: Callable[[float], None], course: CourseFolder
) -> None:
    def graded() -> tuple[float, int]:
        result = nbjudge("grade", "--course", course.path, "--json")
        (row,) = json.loads(result.stdout)
        return row["score"], reused(result)

    penalty(0)
    due(course, 17)
    assert graded() == (4, 0)
    penalty(0.5)
    assert graded() == (4, 2)
    due(course, 15)
    assert graded() == (3, 2)
    due(course, 17)
    assert graded() == (4, 2)


@pytest.mark.usefixtures("handed_in")
def test_what_a_person_gives_is_in_the_next_feedback_and_asked_for_once(
    rows: Callable[..., dict[str, dict[str, Any]]], course: CourseFolder
) -> None:
    rows()
    page = course.path / "feedback" / "ada" / NAME / "numbers.html"
    assert "well said" not in page.read_text(encoding="utf-8")
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("test_square", "numbers", NAME, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.find_comment("square", "numbers", NAME, "ada").manual_comment = "well said"
        gradebook.db.commit()
    due(course, 15)
    row = rows()["ada"]
    assert (row["score"], row["to_grade"]) == (3.5, 0)
    assert "well said" in page.read_text(encoding="utf-8")
    before = page.stat().st_mtime_ns
    rows()
    assert page.stat().st_mtime_ns == before


def test_points_so_far_and_points_that_wait_are_those_of_the_assignment(
    rows: Callable[..., dict[str, dict[str, Any]]], hand_in: HandIn, course: CourseFolder
) -> None:
    for name in ("letters", "numbers"):
        hand_in("ada", name)
    rows()
    with course.gradebook() as gradebook:
        gradebook.find_grade("test_square", "numbers", NAME, "ada").manual_score = 1.5
        gradebook.db.commit()
    hand_in("ada", "numbers", square="def square(x):\n    return x**2")
    row = rows()["ada"]
    assert (row["score"], row["to_grade"], row["max_score"]) == (3.5, 0.5, 4)


def test_assignment_that_nbgrader_refuses_does_not_stop_the_others(
    nbjudge: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    for name in ("letters", "numbers"):
        handed = hand_in("ada", name)
    broken = course.path / "source" / "00-broken"
    broken.mkdir()
    notebook = read_notebook(course.path / "source" / NAME / "numbers.ipynb")
    notebook.cells[1].source = "### BEGIN SOLUTION"
    nbformat.write(notebook, broken / "numbers.ipynb")
    other = handed.parents[1] / "00-broken" / "numbers.ipynb"
    other.parent.mkdir()
    other.write_bytes(handed.read_bytes())
    result = nbjudge("grade", "--course", course.path, "--json")
    assert result.exit_code == 1
    assert "00-broken: it was not graded" in result.stderr
    assert "no end solution statement found" in result.stderr
    assert [(row["assignment"], row["score"]) for row in json.loads(result.stdout)] == [
        ("00-broken", 0),
        (NAME, 4),
    ]
    result = nbjudge("release", "--course", course.path)
    assert result.exit_code == 1
    assert "no end solution statement found" in result.stderr
    assert (course.path / "solutions" / NAME / "numbers.ipynb").exists()


@pytest.mark.usefixtures("handed_in")
def test_notebook_in_another_language_costs_nothing(nbjudge: Run, course: CourseFolder) -> None:
    path = course.path / "source" / NAME / "letters.ipynb"
    notebook = read_notebook(path)
    notebook.metadata.kernelspec = {"display_name": "R", "language": "R", "name": "ir"}
    nbformat.write(notebook, path)
    register(open_folder(course.path), NAME)
    result = nbjudge("grade", "--course", course.path, "--json")
    (row,) = json.loads(result.stdout)
    assert row["problems"] == {"letters": "it is written in r, and only Python can be graded"}
    assert row["score"] == 3
    assert [cell["to_grade"] for cell in row["cells"]] == [True, False, False]
    with course.gradebook() as gradebook:
        assert gradebook.find_grade("test_answer", "letters", NAME, "ada").auto_score is None
