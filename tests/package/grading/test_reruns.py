"""Grading again: nothing is run twice, nothing is changed by a dry run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.release import register

from ..conftest import reused, submit

HandIn = Callable[..., Path]
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def graded_once(
    tried: CourseFolder, tmp_path_factory: pytest.TempPathFactory, nbjudge: Run
) -> CourseFolder:
    """What is copied: the course after the first grading of two students."""
    folder = shutil.copytree(tried.path, tmp_path_factory.mktemp("graded") / "course")
    course = open_folder(folder)
    for student in ("ada", "ben"):
        submit(course, student, "letters", answer=f"answer = 42  # {student}")
        submit(course, student, "numbers", answer=f"answer = 42  # {student}")
    result = nbjudge("grade", "--course", course.path)
    assert (result.exit_code, reused(result)) == (0, 0), result.output
    return course


@pytest.fixture
def course(graded_once: CourseFolder, tmp_path: Path) -> CourseFolder:
    """A course in a folder of its own, where two students were graded."""
    return open_folder(shutil.copytree(graded_once.path, tmp_path / "course"))


@pytest.fixture
def grade(nbjudge: Run, course: CourseFolder) -> Callable[..., Result]:
    def grade(*arguments: str) -> Result:
        result = nbjudge("grade", "--course", course.path, *arguments)
        assert result.exit_code in (0, 1), result.output
        return result

    return grade


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The content and time of every file."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_unchanged_notebooks_are_not_run_again(grade: Run, course: CourseFolder) -> None:
    before = snapshot(course.path / "autograded")
    assert reused(grade()) == 4
    assert snapshot(course.path / "autograded") == before


def test_force_runs_them_again(grade: Run) -> None:
    assert reused(grade("--force")) == 0


def test_changed_answer_runs_again_and_alone(grade: Run, hand_in: HandIn) -> None:
    hand_in("ada", "letters", answer="answer = 41")
    result = grade("--json")
    assert reused(result) == 3
    assert {row["student"]: row["score"] for row in json.loads(result.stdout)} == {
        "ada": 3,
        "ben": 4,
    }


def test_changed_test_counts_once_it_is_released(grade: Run, course: CourseFolder) -> None:
    source = course.path / "source" / "01-numbers" / "letters.ipynb"
    source.write_text(source.read_text().replace("42", "43"))
    result = grade("--json")
    assert reused(result) == 4
    assert "`test_answer` of letters has another text" in result.stderr
    rows = json.loads(result.stdout)
    assert [row["score"] for row in rows] == [4, 4]
    assert all("nbjudge release 01-numbers" in row["problems"]["assignment"] for row in rows)
    register(course, "01-numbers")
    result = grade("--json")
    assert reused(result) == 2
    assert [row["score"] for row in json.loads(result.stdout)] == [3, 3]


def test_lost_autograded_notebooks_are_made_without_a_run(grade: Run, course: CourseFolder) -> None:
    path = course.path / "autograded" / "ada" / "01-numbers" / "letters.ipynb"
    path.unlink()
    assert reused(grade()) == 4
    assert path.exists()


def test_lost_feedback_is_made_again(grade: Run, course: CourseFolder) -> None:
    path = course.path / "feedback" / "ada" / "01-numbers" / "letters.html"
    path.unlink()
    grade()
    assert path.exists()


def test_damaged_result_is_made_again(grade: Run, course: CourseFolder) -> None:
    for path in (course.path / ".nbjudge").rglob("*.json"):
        path.write_text(path.read_text()[:100])
    assert reused(grade()) == 0


def test_dry_run_says_what_would_change_and_writes_nothing(
    grade: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    hand_in("ada", "letters", answer="answer = 41")
    hand_in("cleo", "letters")
    before = snapshot(course.path)
    changes = json.loads(grade("--dry-run", "--json").stdout)
    assert snapshot(course.path) == before
    assert [(c["student"], c["notebook"], c["before"], c["after"]) for c in changes] == [
        ("ada", "letters", 1, 0),
        ("cleo", "letters", None, 1),
    ]
    assert "ada" in grade("--dry-run").stdout


def test_dry_run_without_changes_says_so(grade: Run) -> None:
    assert grade("--dry-run").stdout.strip() == "No test cell would get another score."


def test_dry_run_says_what_is_to_follow_and_what_could_not_be_graded(
    grade: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    source = course.path / "source" / "01-numbers" / "letters.ipynb"
    source.write_text(source.read_text().replace('"points": 1', '"points": 5'))
    hand_in("ben", "numbers", "{")
    before = snapshot(course.path / "autograded")
    result = grade("--dry-run")
    assert result.exit_code == 1
    assert "`test_answer` of letters is worth 5 now, it was 1; that counts from" in result.stderr
    assert "ben, 01-numbers/numbers: the file is not a notebook" in result.stderr
    assert "nbjudge release" not in result.stderr
    assert snapshot(course.path / "autograded") == before
