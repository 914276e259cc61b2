from __future__ import annotations

from pathlib import Path

import pytest

from nbjudge.course.lesson_map import lesson_map, lesson_records
from nbjudge.course.manifest import Assignment, Course, Exercise, Notebook


@pytest.fixture
def course() -> Course:
    square = Exercise(
        id="N1",
        title="A square | a root",
        solutions=("square",),
        tests={"test_square": 2, "test_root": 0.5},
        budget_s=5,
        lesson="Numbers: Squares",
        hint="",
        kinds=("value", "function"),
        reference="9 for 3",
    )
    notebook = Notebook("squares", "Squares", (square,))
    return Course(
        folder=Path(),
        title="Numbers",
        assignments=(Assignment("01-numbers", "Whole numbers", (notebook,)),),
        not_graded={"N2": "needs a discussion"},
    )


def test_map_has_a_row_for_each_exercise(course: Course) -> None:
    page = lesson_map(course)
    assert "## 01-numbers: Whole numbers, 2.5 points" in page
    assert "### Squares (`squares`), 2.5 points" in page
    assert (
        "| N1 | Numbers: Squares | A square \\| a root | 2.5 | value, function | 9 for 3 |" in page
    )
    assert "| N2 | needs a discussion |" in page


def test_map_without_exceptions_has_no_table_of_them(course: Course) -> None:
    whole = Course(course.folder, course.title, course.assignments, {})
    assert "Not graded" not in lesson_map(whole)


def test_records_are_for_programs(course: Course) -> None:
    assert lesson_records(course) == [
        {
            "id": "N1",
            "lesson": "Numbers: Squares",
            "assignment": "01-numbers",
            "notebook": "squares",
            "title": "A square | a root",
            "points": {"test_square": 2, "test_root": 0.5},
            "kinds": ["value", "function"],
            "reference": "9 for 3",
        }
    ]
