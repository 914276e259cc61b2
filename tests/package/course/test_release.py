"""Release versions and solutions: what is in them, and when they are stale."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.release import release, stale_release, stale_solutions

from ..conftest import new_course

NAME = "01-numbers"
Run = Callable[..., Result]

MARK = '{"output_type": "stream", "name": "stdout", "text": ["from the last run"]}'


@pytest.fixture(scope="module")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """What is copied: the course after its release."""
    course = new_course(tmp_path_factory.mktemp("released") / "course")
    made, _ = release(course, progress=lambda line: None)
    assert made == [NAME]
    return course


@pytest.fixture
def released(released_once: CourseFolder, tmp_path: Path) -> CourseFolder:
    """A course in a folder of its own, released."""
    return open_folder(shutil.copytree(released_once.path, tmp_path / "course"))


def edit(course: CourseFolder, step: str, index: int, text: str) -> None:
    path = course.path / step / NAME / "numbers.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[index].source = text
    nbformat.write(notebook, path)


def test_release_has_stubs_and_no_hidden_test(released: CourseFolder) -> None:
    text = (released.path / "release" / NAME / "numbers.ipynb").read_text(encoding="utf-8")
    assert "raise NotImplementedError()" in text
    for secret in ("return x * x", "answer = 42", "HIDDEN", "0.5"):
        assert secret not in text


def test_solutions_are_executed(released: CourseFolder) -> None:
    path = released.path / "solutions" / NAME / "numbers.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    assert [cell.execution_count for cell in cells if cell.cell_type == "code"] == [1, 2, 3, 4]


def test_files_that_a_solution_writes_are_left_nowhere(course: CourseFolder) -> None:
    text = "### BEGIN SOLUTION\nanswer = 42\nopen('model.keras', 'w').close()\n### END SOLUTION"
    edit(course, "source", 3, text)
    release(course, progress=lambda line: None)
    assert list(course.path.rglob("*.keras")) == []


def test_fresh_ones_are_not_stale(released: CourseFolder, nbjudge: Run) -> None:
    assert nbjudge("release", "--check", "--course", released.path).exit_code == 0


def test_header_is_in_solutions_too(
    course: CourseFolder, configure: Callable[[str], None], nbjudge: Run
) -> None:
    header = nbformat.read(course.path / "source" / NAME / "letters.ipynb", as_version=4)
    header.cells = header.cells[:1]
    header.cells[0].source, header.cells[0].id = "# Header", "header"
    nbformat.write(header, course.path / "source" / "header.ipynb")
    configure("c.IncludeHeaderFooter.header = 'source/header.ipynb'")
    assert nbjudge("release", "--course", course.path).exit_code == 0
    solution = nbformat.read(course.path / "solutions" / NAME / "letters.ipynb", as_version=4)
    assert solution.cells[0].source == "# Header"
    result = nbjudge("release", "--check", "--course", course.path)
    assert (result.exit_code, result.stdout) == (0, "")
    configure("c.IncludeHeaderFooter.header = ''")
    result = nbjudge("release", "--check", "--course", course.path)
    assert "solutions/01-numbers/letters.ipynb" in result.stdout


def test_missing_ones_are_stale(course: CourseFolder) -> None:
    both = ["letters.ipynb", "numbers.ipynb"]
    assert stale_release(course, NAME) == both
    assert stale_solutions(course, NAME) == both


@pytest.mark.parametrize("step", ["source", "release", "solutions"])
def test_edited_ones_are_stale(step: str, released: CourseFolder, nbjudge: Run) -> None:
    edit(released, step, 0, "# Other numbers")
    result = nbjudge("release", "--check", "--course", released.path)
    assert result.exit_code == 1
    stale = [s for s in ("release", "solutions") if step in ("source", s)]
    assert result.stdout.split() == [f"{name}/{NAME}/numbers.ipynb" for name in stale]


def test_extra_file_is_stale(released: CourseFolder) -> None:
    (released.path / "release" / NAME / "old.ipynb").write_text("{}", encoding="utf-8")
    assert stale_release(released, NAME) == ["old.ipynb"]


def test_second_release_does_nothing(released: CourseFolder) -> None:
    said: list[str] = []
    release(released, progress=said.append)
    assert [line.endswith("is up to date") for line in said] == [True, True]


def test_stale_ones_are_made_again(released: CourseFolder) -> None:
    edit(released, "source", 0, "# Other numbers")
    release(released, progress=lambda line: None)
    assert stale_release(released, NAME) == stale_solutions(released, NAME) == []


@pytest.mark.parametrize(
    ("number", "text", "runs"),
    [
        (0, "# Other numbers", False),
        (3, "### BEGIN SOLUTION\nanswer = 6 * 7\n### END SOLUTION", True),
    ],
    ids=["text", "code"],
)
def test_only_other_code_is_run_again(
    number: int, text: str, runs: bool, released: CourseFolder
) -> None:
    path = released.path / "solutions" / NAME / "numbers.ipynb"
    marked = path.read_text(encoding="utf-8").replace('"outputs": []', f'"outputs": [{MARK}]', 1)
    path.write_text(marked, encoding="utf-8")
    edit(released, "source", number, text)
    release(released, progress=lambda line: None)
    assert stale_solutions(released, NAME) == []
    assert ("from the last run" in path.read_text(encoding="utf-8")) is not runs


def test_failing_reference_is_refused(course: CourseFolder) -> None:
    edit(course, "source", 3, "### BEGIN SOLUTION\nanswer = 41\n### END SOLUTION")
    made, refused = release(course, progress=lambda line: None)
    assert made == []
    assert "cell 5 of numbers.ipynb" in str(refused[NAME])


def test_source_that_is_no_notebook_is_said(course: CourseFolder) -> None:
    (course.path / "source" / NAME / "numbers.ipynb").write_text("{ no json", encoding="utf-8")
    made, refused = release(course, progress=lambda line: None)
    assert made == []
    assert re.search(r"01-numbers.*NotJSON", str(refused[NAME]))
