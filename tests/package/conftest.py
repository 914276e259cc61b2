"""A small course without TensorFlow, a class that hands in to it; Keras, and a drawing board."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import hypothesis
import matplotlib as mpl
import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader import api
from typer.testing import CliRunner, Result

from nbjudge.cli import app
from nbjudge.course.folder import CONFIG_FILE, CourseFolder, open_folder
from nbjudge.startup import quiet_tensorflow

mpl.use("Agg")
PROJECT = Path(__file__).parents[2]

# Machines are shared and noisy: no test fails because an example took long, and every run tries
# the same examples.
hypothesis.settings.register_profile("nbjudge", deadline=None, derandomize=True)
hypothesis.settings.load_profile("nbjudge")

SQUARE = """\
def square(x):
    ### BEGIN SOLUTION
    return x * x
    ### END SOLUTION"""
TEST_SQUARE = """\
from nbjudge.checks import check_function

check_function(square, lambda x: 4, [(2,)], name="square")
### BEGIN HIDDEN TESTS
check_function(square, lambda x: x**2, [(-3,), (0.5,)], name="square")
### END HIDDEN TESTS"""
ANSWER = """\
### BEGIN SOLUTION
answer = 42
### END SOLUTION"""
TEST_ANSWER = """\
from nbjudge.checks import check_number

### BEGIN HIDDEN TESTS
check_number(answer, 42, name="answer")
### END HIDDEN TESTS"""


def graded_cell(source: str, grade_id: str, *, points: int | None = None) -> NotebookNode:
    """A solution cell, or with points a test cell."""
    metadata = {
        "schema_version": 3,
        "grade_id": grade_id,
        "solution": points is None,
        "grade": points is not None,
        "locked": points is not None,
        "task": False,
    }
    if points is not None:
        metadata["points"] = points
    return new_code_cell(source, id=grade_id, metadata={"nbgrader": metadata})


def numbers_notebook() -> NotebookNode:
    """A source notebook with two exercises, of 2 points and 1."""
    cells = [
        new_markdown_cell("# Numbers", id="title"),
        graded_cell(SQUARE, "square"),
        graded_cell(TEST_SQUARE, "test_square", points=2),
        graded_cell(ANSWER, "answer"),
        graded_cell(TEST_ANSWER, "test_answer", points=1),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def letters_notebook() -> NotebookNode:
    """A source notebook with one exercise of 1 point."""
    notebook = numbers_notebook()
    notebook.cells = notebook.cells[:1] + notebook.cells[3:]
    return notebook


@pytest.fixture(scope="session", autouse=True)
def asked_once() -> Iterator[None]:
    """nbgrader starts a process to learn the version of a new gradebook: here, of the first one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "get_alembic_version", functools.cache(api.get_alembic_version))
        yield


def new_course(folder: Path) -> CourseFolder:
    """A course with one assignment of two notebooks, laid out in this folder."""
    source = folder / "source" / "01-numbers"
    source.mkdir(parents=True)
    nbformat.write(numbers_notebook(), source / "numbers.ipynb")
    nbformat.write(letters_notebook(), source / "letters.ipynb")
    shutil.copyfile(PROJECT / CONFIG_FILE, folder / CONFIG_FILE)
    return open_folder(folder)


def submit(
    course: CourseFolder,
    student: str,
    notebook: str,
    text: str | None = None,
    /,
    **cells: str | None,
) -> Path:
    """Hands in a notebook: the reference solution with some cells replaced, or any text."""
    folder = course.path / "submitted" / student / "01-numbers"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{notebook}.ipynb"
    if text is None:
        source = course.path / "source" / "01-numbers" / f"{notebook}.ipynb"
        content = nbformat.read(source, as_version=4)
        content.cells = [cell for cell in content.cells if cells.get(cell.id, "") is not None]
        for cell in content.cells:
            cell.source = cells.get(cell.id, cell.source)
        text = nbformat.writes(content)
    path.write_text(text, encoding="utf-8")
    return path


def reused(result: Result) -> int:
    """How many notebooks a grading has not run again."""
    return result.stderr.count("as before\n")


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """A course in a folder of its own, of which nothing is released."""
    return new_course(tmp_path / "course")


@pytest.fixture
def hand_in(course: CourseFolder) -> Callable[..., Path]:
    """Hands in to the course."""
    return functools.partial(submit, course)


@pytest.fixture
def configure(course: CourseFolder) -> Callable[[str], None]:
    """Adds a line to the settings of the course."""

    def configure(line: str) -> None:
        with (course.path / CONFIG_FILE).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")

    return configure


@pytest.fixture(scope="session")
def nbjudge() -> Callable[..., Result]:
    """Runs the command line in this process."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def graded(nbjudge: Callable[..., Result], course: CourseFolder) -> Callable[..., dict[str, dict]]:
    """Grades the class: scores by cell and problems by notebook, for each student."""

    def grade(*arguments: str) -> dict[str, dict]:
        result = nbjudge("grade", "--course", course.path, "--json", *arguments)
        assert result.stdout.startswith("["), result.output
        return {
            row["student"]: {
                "cells": {f"{c['notebook']}.{c['grade_id']}": c["score"] for c in row["cells"]},
                "problems": row["problems"],
                "exit": result.exit_code,
            }
            for row in json.loads(result.stdout)
        }

    return grade


@pytest.fixture(scope="session")
def keras() -> ModuleType:
    """Keras, without the warnings of its import."""
    quiet_tensorflow()
    import keras

    return keras


@pytest.fixture
def pyplot() -> Iterator[ModuleType]:
    """matplotlib.pyplot, closed afterwards."""
    from matplotlib import pyplot

    yield pyplot
    pyplot.close("all")
