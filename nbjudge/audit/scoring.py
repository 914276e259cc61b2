"""Scores of a notebook that is answered in memory: no course folder, no gradebook."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Mapping

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade, is_grade

from nbjudge.course.imports import imported_modules
from nbjudge.engine.execution import execute, is_test, visible_texts
from nbjudge.engine.task import Task, Terms
from nbjudge.kernels.parent import warm_parent

# The points of each graded cell by its grade id; None where a person has to grade.
Scores = Mapping[str, float | None]
# Scores a notebook with answers that was made of a source notebook: (answered, source, seconds
# for a cell). The first one is changed: it holds the outputs afterwards.
Scorer = Callable[[NotebookNode, NotebookNode, float], Scores]


def score(answered: NotebookNode, source: NotebookNode, timeout_s: float) -> Scores:
    """The scores by bench and judge, from copies alone."""
    warm_parent().preload(imported_modules(source))
    visible = visible_texts(source)
    task = Task(answered, source, unchanged=frozenset(), visible=visible)
    asyncio.run(execute(task, Terms(cell_s=timeout_s, judge="inert")))
    return _scores(answered.cells)


def score_by_nbgrader(answered: NotebookNode, source: NotebookNode, timeout_s: float) -> Scores:
    """The scores by nbgrader alone, which runs student's and test cells in one new kernel."""
    with tempfile.TemporaryDirectory() as folder:
        Execute(timeout=round(timeout_s)).preprocess(answered, {"metadata": {"path": folder}})
    return _scores(answered.cells)


def score_both_ways(
    answered: NotebookNode, source: NotebookNode, timeout_s: float
) -> tuple[Scores, Scores]:
    """The scores by bench and judge, and nbgrader's, of one run: the answers run only once.

    After the judge each test cell runs on the bench, too, where all that nbgrader needs is there.
    """
    ran: list[NotebookNode] = []
    judged, answered.cells = answered.cells, []
    for cell in judged:
        ran.append(new_code_cell(cell.source) if is_test(cell) else cell)
        answered.cells += [cell, ran[-1]] if is_test(cell) else [cell]
    by_judge = score(answered, source, timeout_s)
    for cell, one in zip(judged, ran, strict=True):
        one.metadata = cell.metadata
    return by_judge, _scores(ran)


def _scores(cells: Iterable[NotebookNode]) -> Scores:
    return {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in cells
        if is_grade(cell)
    }
