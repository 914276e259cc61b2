"""What nbgrader has a cell in its charge for, by the cell's metadata.

As in `nbgrader.utils`, which takes two seconds to import: the processes that work on notebooks of
students need no more of nbgrader than this.
"""

from __future__ import annotations

from nbformat import NotebookNode


def is_grade(cell: NotebookNode) -> bool:
    """Whether a cell has points."""
    return _has(cell, "grade")


def is_solution(cell: NotebookNode) -> bool:
    """Whether a cell is for the student to fill."""
    return _has(cell, "solution")


def is_task(cell: NotebookNode) -> bool:
    """Whether a cell is a task for the student, for which a person gives points."""
    return _has(cell, "task")


def is_locked(cell: NotebookNode) -> bool:
    """Whether a cell is the course's own, and stays as it is."""
    return not is_solution(cell) and (is_grade(cell) or _has(cell, "locked"))


def is_known(cell: NotebookNode) -> bool:
    """Whether nbgrader has a cell in its charge."""
    return is_grade(cell) or is_solution(cell) or is_locked(cell)


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell of code tests what others solve."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def claimed_id(cell: NotebookNode) -> str | None:
    """The grade id that a cell goes by."""
    grade_id: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return grade_id


def known_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The cells of a notebook that are in nbgrader's charge, by grade id."""
    return {name: cell for cell in notebook.cells if is_known(cell) and (name := claimed_id(cell))}


def _has(cell: NotebookNode, mark: str) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get(mark))
