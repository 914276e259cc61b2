"""The notebook files of a course."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator

from nbjudge.course.cells import is_grade, is_locked, is_solution, is_task
from nbjudge.errors import CourseError


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in this file; a CourseError if it is none."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError as error:
        raise CourseError(str(path), "a notebook", "no file") from error
    except Exception as error:
        raise CourseError(str(path), "a notebook", _fault(error)) from error
    if not notebook.get("cells"):
        raise CourseError(str(path), "a notebook", "one without cells")
    return notebook


def nbgrader_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The cells that nbgrader keeps in its gradebook, by grade id."""
    upgraded = MetadataValidator().upgrade_notebook_metadata(notebook)
    return {
        grade_id: cell
        for cell in upgraded.cells
        if (grade_id := cell.metadata.get("nbgrader", {}).get("grade_id"))
        and (is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell))
    }


def language(notebook: NotebookNode) -> str:
    """The language of a notebook, in small letters, whatever its kernel is called."""
    metadata = notebook.metadata
    named = metadata.get("kernelspec", {}).get("language")
    named = named or metadata.get("language_info", {}).get("name") or "python"
    return str(named).lower()


def _fault(error: Exception) -> str:
    return "no valid JSON" if isinstance(error, nbformat.reader.NotJSONError) else "other content"
