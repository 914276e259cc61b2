"""Templates made of a course's notebooks, by nbgrader's own steps."""

from __future__ import annotations

import contextlib
import copy

from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
from traitlets.config import Config

from nbjudge.course.cells import claimed_id, is_grade, is_known, is_locked, is_task
from nbjudge.course.regions import visible
from nbjudge.submission.reading import free_id
from nbjudge.submission.template import Template


def template(source: NotebookNode, config: Config | None = None) -> Template:
    """The template of a source notebook; `config` has the course's own stubs and delimiters."""
    source = _identified(source)
    return Template(
        source,
        untouched(source, config),
        {cell.id: _released(cell, config) for cell in source.cells},
        {
            str(claimed_id(cell)): visible(cell.source, config)
            for cell in source.cells
            if cell.cell_type == "code" and is_locked(cell)
        },
    )


def untouched(source: NotebookNode, config: Config | None = None) -> NotebookNode:
    """The source notebook with every solution replaced by its stub, hidden tests kept."""
    stub: NotebookNode
    stub, _ = ClearSolutions(config=config).preprocess(copy.deepcopy(source), {})
    return stub


def _identified(source: NotebookNode) -> NotebookNode:
    """The source notebook in today's format, where every cell has an id.

    A cell in nbgrader's charge that has no grade id goes by the other one; one that counts and has
    no points has 0, as in nbgrader's first format.
    """
    course: NotebookNode
    course = MetadataValidator().upgrade_notebook_metadata(copy.deepcopy(source))
    taken: set[str] = set()
    for cell in course.cells:
        cell.id = free_id(cell.get("id"), taken)
        if is_known(cell) and not claimed_id(cell):
            cell.metadata.nbgrader.grade_id = cell.id
        if is_grade(cell):
            cell.metadata.nbgrader.setdefault("points", 0.0)
    return course


def _released(cell: NotebookNode, config: Config | None) -> str:
    """The text of a cell as students got it, if it is no answer."""
    shown: NotebookNode = copy.deepcopy(cell)
    # A cell that nbgrader would not release is known by its whole text.
    with contextlib.suppress(RuntimeError):
        if is_grade(cell):
            ClearHiddenTests(config=config).preprocess_cell(shown, {}, 0)
        elif is_task(cell):
            ClearMarkScheme(config=config).preprocess_cell(shown, {}, 0)
    return str(shown.source)
