"""Scores of a notebook that is answered in memory: no course folder, no gradebook."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Mapping

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade, is_grade

from nbjudge.engine.execution import execute, visible_texts
from nbjudge.engine.task import Task, Terms

# The points of each graded cell by its grade id; None where a person has to grade.
Scores = Mapping[str, float | None]
# Scores a notebook with answers that was made of a source notebook: (answered, source, seconds
# for a cell). The first one is changed: it holds the outputs afterwards.
Scorer = Callable[[NotebookNode, NotebookNode, float], Scores]


def score(answered: NotebookNode, source: NotebookNode, timeout_s: float) -> Scores:
    """The scores by bench and judge."""
    visible = visible_texts(source)
    task = Task(answered, source, unchanged=frozenset(), visible=visible)
    asyncio.run(execute(task, Terms(cell_s=timeout_s)))
    return _scores(answered)


def score_by_nbgrader(answered: NotebookNode, source: NotebookNode, timeout_s: float) -> Scores:
    """The scores by nbgrader alone, which runs student's and test cells in one new kernel."""
    with tempfile.TemporaryDirectory() as folder:
        Execute(timeout=round(timeout_s)).preprocess(answered, {"metadata": {"path": folder}})
    return _scores(answered)


def _scores(notebook: NotebookNode) -> Scores:
    return {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in notebook.cells
        if is_grade(cell)
    }
