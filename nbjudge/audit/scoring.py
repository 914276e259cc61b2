"""Scores of a notebook that is answered in memory: no course folder, no gradebook."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Mapping

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, Execute
from nbgrader.utils import determine_grade, is_grade


def untouched(source: NotebookNode) -> NotebookNode:
    """The source notebook with every solution replaced by its stub, hidden tests kept."""
    stub: NotebookNode
    stub, _ = ClearSolutions().preprocess(copy.deepcopy(source), {})
    return stub


def score(notebook: NotebookNode, *, timeout_s: int) -> Mapping[str, float | None]:
    """The points of each graded cell, by grade id, after running the notebook in a new kernel.

    The notebook is changed: it holds the outputs afterwards. None stands for a cell that a
    person has to grade.
    """
    execute = Execute(timeout=timeout_s)
    with tempfile.TemporaryDirectory() as folder:
        execute.preprocess(notebook, {"metadata": {"path": folder}})
    return {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in notebook.cells
        if is_grade(cell)
    }
