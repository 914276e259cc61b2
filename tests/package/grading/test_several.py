"""Several graders on one gradebook, at the same time: all end well, with the same points."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nbjudge.course.folder import CourseFolder

from ..conftest import new_course, submit

STUDENTS = ("ada", "ben", "cyd")
GRADE = ["-m", "nbjudge", "grade", "--jobs", "1"]
AUTOGRADE = ["-m", "nbgrader", "autograde", "01-numbers"]


@pytest.fixture
def graded_at_once() -> Callable[..., None]:
    """Runs commands of a course side by side; each has to end well."""

    def run(*courses: tuple[CourseFolder, list[str]]) -> None:
        running = [
            subprocess.Popen(
                [sys.executable, *command],
                cwd=course.path,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=os.environ | {"PYTHONWARNINGS": "default"},
            )
            for course, command in courses
        ]
        for process in running:
            said, _ = process.communicate(timeout=300)
            assert process.returncode == 0, said

    return run


def points(course: CourseFolder) -> dict[str, float]:
    with course.gradebook() as gradebook:
        submitted = gradebook.find_assignment("01-numbers").submissions
        return {submission.student.id: submission.score for submission in submitted}


@pytest.mark.parametrize("other", [GRADE, AUTOGRADE], ids=["nbjudge", "nbgrader"])
def test_two_first_gradings_of_an_assignment(
    other: list[str], graded_at_once: Callable[..., None], course: CourseFolder
) -> None:
    for student in STUDENTS:
        submit(course, student, "letters")
        submit(course, student, "numbers")
    graded_at_once((course, GRADE), (course, other))
    assert points(course) == dict.fromkeys(STUDENTS, 4)
    for student in STUDENTS:
        place = course.path / "autograded" / student / "01-numbers"
        assert {path.name for path in place.glob("*.ipynb")} == {"letters.ipynb", "numbers.ipynb"}


def test_two_first_gradings_in_a_new_course(
    graded_at_once: Callable[..., None], tmp_path: Path
) -> None:
    course = new_course(tmp_path / "new")
    for student in STUDENTS:
        submit(course, student, "letters")
        submit(course, student, "numbers")
    graded_at_once((course, GRADE), (course, GRADE))
    assert points(course) == dict.fromkeys(STUDENTS, 4)
