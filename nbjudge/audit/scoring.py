"""Scores of a notebook that is answered in memory: no course folder, no gradebook."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade

from nbjudge.course.cells import is_grade, is_test
from nbjudge.engine.job import Grade, Job, Prepared
from nbjudge.engine.pipeline import run
from nbjudge.engine.task import Plan, Terms
from nbjudge.submission.content import Content
from nbjudge.submission.rebuild import Rebuilt
from nbjudge.submission.templating import template

# The points of each graded cell by its grade id; None where a person has to grade.
Scores = Mapping[str, float | None]


def score(answered: NotebookNode, source: NotebookNode, timeout_s: float) -> Scores:
    """The scores by bench and judge, from copies alone, of a notebook made of a source notebook.

    Each cell has `timeout_s`. The notebook is changed: it holds the outputs afterwards.
    """
    return _scores(_run(answered, source, timeout_s, Job(b"", b"")).notebook.cells)


def score_by_nbgrader(answered: NotebookNode, source: NotebookNode, timeout_s: float) -> Scores:
    """The scores by nbgrader alone, which runs student's and test cells in one new kernel."""
    with tempfile.TemporaryDirectory() as folder:
        Execute(timeout=round(timeout_s)).preprocess(answered, {"metadata": {"path": folder}})
    return _scores(answered.cells)


@dataclass(frozen=True)
class BothWays:
    """The scores `by_judge`, and those `by_nbgrader`; and what was trained for them.

    `said` are the judge's messages, by grade id.
    """

    by_judge: Scores
    by_nbgrader: Scores
    said: Mapping[str, str]
    trainings: Content | None


def score_both_ways(
    answered: NotebookNode,
    source: NotebookNode,
    timeout_s: float,
    trainings: Content | None = None,
) -> BothWays:
    """The scores by bench and judge, and nbgrader's, of one run: the answers run only once.

    After the judge each test cell runs on the bench, too, where all that nbgrader needs is there.
    What is known of `trainings` is not trained again; without them, they are noted.
    """
    cells, answered.cells = answered.cells, []
    for cell in cells:
        answered.cells += [cell, new_code_cell(cell.source)] if is_test(cell) else [cell]
    job = Job(b"", b"", plan=Plan(trainings=trainings), notes=trainings is None)
    grade = _run(answered, source, timeout_s, job)
    by_judge, said = _scores(answered.cells), messages(answered.cells)
    ran = []
    executed = iter(answered.cells)
    for cell in executed:
        if is_test(cell):
            cell.outputs = next(executed).outputs
        ran.append(cell)
    return BothWays(by_judge, _scores(ran), said, grade.trainings)


def messages(cells: Iterable[NotebookNode]) -> Mapping[str, str]:
    """What the graded cells say that have failed, by grade id."""
    return {
        cell.metadata.nbgrader.grade_id: output.evalue
        for cell in cells
        if is_grade(cell) and cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "error"
    }


def _run(answered: NotebookNode, source: NotebookNode, timeout_s: float, job: Job) -> Grade:
    """The grade of a notebook by bench and judge; its cells hold what came of it."""
    job = replace(job, terms=Terms(cell_s=timeout_s, judge="inert"))
    rebuilt = Rebuilt(answered, frozenset(), frozenset(), ()).to_json()
    grade = asyncio.run(run(Prepared(job, template(source), rebuilt, "", "")))
    answered.cells = grade.notebook.cells
    return grade


def _scores(cells: Iterable[NotebookNode]) -> Scores:
    return {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in cells
        if is_grade(cell)
    }
