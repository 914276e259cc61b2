"""Pictures of answers are not released."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from nbjudge.course.attachments import ClearAttachments, keep_pictures
from nbjudge.course.conversion import for_students
from nbjudge.course.folder import CourseFolder

Released = Callable[[NotebookNode], NotebookNode]
PICTURE = {"image/png": "aGk="}


@pytest.fixture
def released(course: CourseFolder, tmp_path: Path) -> Released:
    """A cell as students get it, by nbgrader with the course's settings."""

    def released(cell: NotebookNode) -> NotebookNode:
        path = course.path / "source" / "01-numbers" / "letters.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.insert(0, cell)
        nbformat.write(notebook, path)
        place = for_students(course, "01-numbers", tmp_path / "scratch")
        return nbformat.read(place / "letters.ipynb", as_version=4).cells[0]

    return released


def text_cell(source: str, *names: str, **roles: bool) -> NotebookNode:
    """A Markdown cell with pasted pictures."""
    cell = new_markdown_cell(source, attachments=dict.fromkeys(names, PICTURE))
    if roles:
        every = dict.fromkeys(("grade", "solution", "locked", "task"), False) | roles
        cell.metadata.nbgrader = {"schema_version": 3, "grade_id": "a", "points": 1, **every}
    return cell


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (text_cell("![a](attachment:a.png)", "a.png", "unused.png"), ["a.png"]),
        (text_cell("![a](attachment:a.png)", "a.png", grade=True, solution=True), []),
        (
            text_cell(
                "![a](attachment:a.png)\n### BEGIN SOLUTION\n![b](attachment:b.png)\n"
                "### END SOLUTION",
                *("a.png", "b.png"),
                grade=True,
                solution=True,
            ),
            ["a.png"],
        ),
        (
            text_cell(
                "Draw.\n### BEGIN MARK SCHEME\n![b](attachment:b.png)\n### END MARK SCHEME",
                "b.png",
                task=True,
                locked=True,
            ),
            [],
        ),
    ],
    ids=["text", "answer", "part of a text", "mark scheme"],
)
def test_pictures_of_answers_stay_at_home(
    released: Released, cell: NotebookNode, kept: list[str]
) -> None:
    assert sorted(released(cell).get("attachments", {})) == kept


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("![a](attachment:my%20plot.png)", True),
        ("![a](<attachment:my plot.png>)", True),
        ("<img src='attachment:my%20plot.png'>", True),
        ("![a][b]\n\n[b]: attachment:my%20plot.png", True),
        ("![a](attachment:my%20plot.png.jpg)", False),
        ("![a](attachment:plot.png)", False),
        ("my plot.png", False),
    ],
)
def test_names_as_texts_write_them(source: str, kept: bool) -> None:
    cell = text_cell(source, "my plot.png")
    ClearAttachments().preprocess_cell(cell, {}, 0)
    assert ("attachments" in cell) is kept


def test_steps_of_the_course_stay() -> None:
    config = Config(GenerateAssignment=Config(preprocessors=[ClearSolutions]))
    for _ in range(2):
        keep_pictures(config)
    assert GenerateAssignment(config=config).preprocessors == [
        ClearSolutions,
        "nbjudge.course.attachments.ClearAttachments",
    ]


def test_step_that_the_course_appends_comes_after_the_others() -> None:
    config = Config()
    config.GenerateAssignment.preprocessors.append("own.Step")
    keep_pictures(config)
    steps = GenerateAssignment(config=config).preprocessors
    assert steps[:-2] == GenerateAssignment().preprocessors
    assert steps[-2:] == ["own.Step", "nbjudge.course.attachments.ClearAttachments"]
