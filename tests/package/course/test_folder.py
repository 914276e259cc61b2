"""A course folder: where its steps lie, and what is said of an error of nbgrader's."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.release import ensure_registered
from nbjudge.course.released import converted
from nbjudge.errors import CourseError

from ..conftest import numbers_notebook


@pytest.mark.parametrize(
    "structure",
    [
        "{nbgrader_step}/{student_id}/{assignment_id}",
        "{nbgrader_step}/{assignment_id}/{student_id}",
        "{assignment_id}/{nbgrader_step}/{student_id}",
        "the course/{nbgrader_step}/{student_id}/{assignment_id}",
        "{nbgrader_step}/{student_id}/{assignment_id}/work",
    ],
)
def test_steps_are_found_in_any_structure(structure: str, tmp_path: Path) -> None:
    settings = f"c = get_config()\nc.CourseDirectory.directory_structure = {structure!r}\n"
    (tmp_path / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    course = open_folder(tmp_path)
    for name in ("one", "week two", "three[3]"):
        source = course.step("source", name)
        source.mkdir(parents=True)
        nbformat.write(numbers_notebook(), source / "numbers.ipynb")
        for student in ("ada", "li[2026]"):
            course.step("submitted", name, student).mkdir(parents=True)
    course.step("source", "none yet").mkdir(parents=True)
    assert course.assignments() == ["one", "three[3]", "week two"]
    for name in course.assignments():
        assert course.students(name) == ["ada", "li[2026]"]


def _damaged(notebook: nbformat.NotebookNode, damage: str) -> None:
    cells = notebook.cells
    if damage == "no end":
        cells[1].source = "### BEGIN SOLUTION\nx = 1"
    elif damage == "twice":
        cells[3].metadata.nbgrader.grade_id = "square"
    elif damage == "no points":
        del cells[2].metadata.nbgrader["points"]
    elif damage == "older":
        for cell in cells[1:]:
            cell.metadata.nbgrader.schema_version = 2
            del cell.metadata.nbgrader["task"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("no end", "no end solution statement found"),
        ("twice", "Duplicate grade id: square"),
        ("no points", "does not have points"),
        ("older", "nbgrader update ."),
    ],
)
def test_reason_of_an_error_is_said_whole(damage: str, said: str, course: CourseFolder) -> None:
    notebook = numbers_notebook()
    _damaged(notebook, damage)
    nbformat.write(notebook, course.path / "source" / "01-numbers" / "numbers.ipynb")
    with pytest.raises(CourseError) as error:
        ensure_registered(course, "01-numbers")
    assert said in str(error.value)
    assert "01-numbers" in str(error.value)


def test_assignment_is_whole_again_once_its_notebooks_are_updated(course: CourseFolder) -> None:
    notebook = numbers_notebook()
    _damaged(notebook, "older")
    nbformat.write(notebook, course.path / "source" / "01-numbers" / "numbers.ipynb")
    with pytest.raises(CourseError):
        ensure_registered(course, "01-numbers")
    program = Path(sys.executable).with_name("nbgrader")
    subprocess.run([program, "update", "."], cwd=course.path, check=True, capture_output=True)
    ensure_registered(course, "01-numbers")
    with course.gradebook() as gradebook:
        assert gradebook.find_assignment("01-numbers").max_score == 4


def test_header_and_footer_go_by_the_course_and_not_by_where_it_is_run(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    header = numbers_notebook()
    header.cells = header.cells[:1]
    header.cells[0].source, header.cells[0].id = "# Header", "header"
    nbformat.write(header, course.path / "source" / "header.ipynb")
    course.config.IncludeHeaderFooter.header = "source/header.ipynb"
    monkeypatch.chdir(tmp_path)
    assert converted(course, "01-numbers")["numbers"].cells[0].source == "# Header"


@pytest.fixture
def scattered(
    course: CourseFolder, configure: Callable[[str], None]
) -> Callable[[str], CourseFolder]:
    """The course in another directory structure."""

    def scatter(structure: str) -> CourseFolder:
        configure(f"c.CourseDirectory.directory_structure = {structure!r}")
        other = open_folder(course.path)
        for assignment in course.assignments():
            target = other.step("source", assignment)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(course.step("source", assignment), target)
        return other

    return scatter


def test_release_goes_to_its_place_in_another_structure(
    scattered: Callable[[str], CourseFolder],
) -> None:
    course = scattered("our course/{assignment_id}/{nbgrader_step}/{student_id}")
    ensure_registered(course, "01-numbers")
    released = course.path / "our course" / "01-numbers" / "release" / "numbers.ipynb"
    assert "HIDDEN" not in released.read_text(encoding="utf-8")
