"""`nbjudge trial`: how each test cell is judged, before anybody has handed in."""

from __future__ import annotations

import json
from collections.abc import Callable

import nbformat
import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder

from ..conftest import graded_cell, numbers_notebook

SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
LIVE = "class Box:\n    size = 3\nbox = Box()"


@pytest.fixture
def tried(course: CourseFolder) -> CourseFolder:
    """The course with a test cell of each kind in one of its notebooks, and one that is free."""
    path = course.path / "source" / "01-numbers" / "letters.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells += [
        graded_cell(SOLVED.format(LIVE), "box"),
        graded_cell("assert isinstance(box, Box)", "test_box", points=2),
        graded_cell(SOLVED.format("word = 'yes'"), "word"),
        graded_cell("assert word == 'no'", "test_word", points=3),
        graded_cell(SOLVED.format("half = 0.5"), "half"),
        graded_cell("assert 1 + 1 == 2", "test_half", points=0.5),
    ]
    nbformat.write(notebook, path)
    return course


def test_every_test_cell_is_told(tried: CourseFolder, nbjudge: Callable[..., Result]) -> None:
    result = nbjudge("trial", "--course", tried.path, "--json")
    cells = {
        (one["notebook"], one["grade_id"]): (one["points"], one["judged"], one["remark"][:27])
        for one in json.loads(result.stdout)
    }
    assert result.exit_code == 1
    assert cells == {
        ("01-numbers/letters", "test_answer"): (1, "inert", ""),
        ("01-numbers/letters", "test_box"): (2, "live", ""),
        ("01-numbers/letters", "test_word"): (3, "none", "the reference solution does"),
        ("01-numbers/letters", "test_half"): (0.5, "inert", "the untouched stub passes i"),
        ("01-numbers/numbers", "test_square"): (2, "inert", ""),
        ("01-numbers/numbers", "test_answer"): (1, "inert", ""),
    }
    assert "`test_word` decides nothing: the reference solution does not pass" in result.stderr
    assert "judged live, among students' own objects: test_box" in result.stderr


def test_table_is_for_people(course: CourseFolder, nbjudge: Callable[..., Result]) -> None:
    result = nbjudge("trial", "--course", course.path, "01-numbers")
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["01-numbers/numbers", "test_square", "2", "inert"] in rows


def test_refused_assignment_does_not_stop_another(
    course: CourseFolder, nbjudge: Callable[..., Result]
) -> None:
    broken = numbers_notebook()
    broken.cells.append(broken.cells[-1].copy())
    broken.cells[-1].id = "again"
    path = course.path / "source" / "00-broken" / "numbers.ipynb"
    path.parent.mkdir()
    nbformat.write(broken, path)
    result = nbjudge("trial", "--course", course.path, "--json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)) == 3
    assert "00-broken: it was not tried" in result.stderr
    assert "test_answer" in result.stderr
