"""The cells of an assignment in the gradebook, and how they follow a change of the assignment.

nbgrader refuses to add or remove a cell once somebody has handed in, as it might lose what a
person gave. Here that is looked at cell by cell.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbgrader import api
from nbgrader.utils import compute_checksum

from nbjudge.course.cells import is_grade, is_locked, is_solution, is_task
from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import nbgrader_cells
from nbjudge.errors import CourseError


@dataclass(frozen=True)
class RegisteredCell:
    """A cell as the gradebook has it; `points` are None where it gives none.

    The text of a locked cell is what students got, with its hidden tests; that of another one is
    its stub.
    """

    text: str
    is_locked: bool
    points: float | None


Registered = Mapping[str, Mapping[str, RegisteredCell]]


def registered(folder: CourseFolder, assignment: str) -> Registered:
    """The cells of an assignment in the gradebook, by notebook and grade id; none if unknown."""
    with folder.gradebook() as gradebook:
        try:
            notebooks = gradebook.find_assignment(assignment).notebooks
        except api.MissingEntry:
            return {}
        return {notebook.name: _cells(notebook) for notebook in notebooks}


def fit(folder: CourseFolder, assignment: str, notebooks: Mapping[str, NotebookNode]) -> None:
    """Gives a known assignment these notebooks in the gradebook, with their cells and points.

    There is a place for every new cell in what students handed in. A CourseError says which of
    the cells that are gone has a score or comment that a person gave; nothing is changed then.
    """
    with folder.gradebook() as gradebook:
        known = {one.name: one for one in gradebook.find_assignment(assignment).notebooks}
        wanted = {name: nbgrader_cells(notebook) for name, notebook in notebooks.items()}
        for name, notebook in known.items():
            for cell in notebook._base_cells:
                if not _stays(cell, wanted.get(name, {})):
                    _refuse_loss(cell)
        for name in known.keys() - wanted.keys():
            gradebook.remove_notebook(name, assignment)
        for name, cells in wanted.items():
            notebook = known.get(name) or _added(gradebook, assignment, name)
            for row in _gone(notebook, cells):
                gradebook.db.delete(row)
            for cell in cells.values():
                _enter(gradebook, notebook, cell)
        gradebook.db.commit()


def _added(gradebook: api.Gradebook, assignment: str, name: str) -> api.Notebook:
    """A new notebook of an assignment, in what students handed in as well."""
    notebook = gradebook.add_notebook(name, assignment)
    for submission in notebook.assignment.submissions:
        gradebook.db.add(api.SubmittedNotebook(notebook=notebook, assignment=submission))
    gradebook.db.flush()
    return notebook


def _gone(notebook: api.Notebook, cells: Mapping[str, NotebookNode]) -> Iterator[Any]:
    """The rows of the cells that a notebook has no more."""
    for cell in notebook._base_cells:
        if not _stays(cell, cells):
            yield from [*(cell.grades or ()), *(cell.comments or ()), cell]
    yield from (one for one in notebook.source_cells if one.name not in cells)


def _enter(gradebook: api.Gradebook, notebook: api.Notebook, cell: NotebookNode) -> None:
    """Enters a cell, or its points if it is there."""
    name, place = cell.metadata.nbgrader.grade_id, (notebook.name, notebook.assignment.name)
    there = {(type(one), one.name): one for one in notebook._base_cells}
    for kind in _kinds(cell):
        points = {} if kind is api.SolutionCell else {"max_score": _points(cell)}
        if (kind, name) in there:
            for key, value in points.items():
                setattr(there[kind, name], key, value)
            continue
        typed = points and {"cell_type": cell.cell_type}
        row = kind(name=name, notebook=notebook, **points, **typed)
        gradebook.db.add(row)
        gradebook.db.flush()
        for submission in notebook.submissions:
            if kind is not api.SolutionCell:
                gradebook.db.add(api.Grade(cell_id=row.id, notebook=submission))
            if kind is not api.GradeCell:
                gradebook.db.add(api.Comment(cell_id=row.id, notebook=submission))
    source = gradebook.update_or_create_source_cell(
        name, *place, cell_type=cell.cell_type, locked=is_locked(cell)
    )
    if source.source is None:
        source.source = cell.source
    # The points are in it.
    one = copy.copy(cell)
    one.source = source.source
    source.checksum = compute_checksum(one)


def _refuse_loss(cell: api.BaseCell) -> None:
    """A CourseError if a person has graded or commented on a cell."""
    graded = [
        grade.student.id
        for grade in cell.grades or ()
        if grade.manual_score is not None or grade.extra_credit
    ]
    commented = [one.student.id for one in cell.comments or () if one.manual_comment]
    for student in (*graded, *commented):
        notebook = cell.notebook
        raise CourseError(
            f"cell `{cell.name}` of {notebook.assignment.name}/{notebook.name}",
            "no score or comment of a person on a cell that is gone from the source",
            f"one for {student}",
            "Put the cell back; or remove the assignment with all its grades: "
            f"nbgrader db assignment remove {notebook.assignment.name} --force",
        )


def _cells(notebook: api.Notebook) -> dict[str, RegisteredCell]:
    points = {cell.name: cell.max_score for cell in _graded(notebook)}
    return {
        cell.name: RegisteredCell(cell.source, cell.locked, points.get(cell.name))
        for cell in notebook.source_cells
    }


def _stays(row: api.BaseCell, cells: Mapping[str, NotebookNode]) -> bool:
    return row.name in cells and type(row) in _kinds(cells[row.name])


def _kinds(cell: NotebookNode) -> list[type[api.BaseCell]]:
    """As what the gradebook has a cell."""
    kinds = {api.GradeCell: is_grade, api.SolutionCell: is_solution, api.TaskCell: is_task}
    return [kind for kind, applies in kinds.items() if applies(cell)]


def _points(cell: NotebookNode) -> float:
    return float(cell.metadata.nbgrader.points)


def _graded(notebook: api.Notebook) -> list[Any]:
    return [*notebook.grade_cells, *notebook.task_cells]
