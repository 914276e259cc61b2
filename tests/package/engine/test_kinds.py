"""Kinds of test cell: judged as plain nbgrader does, reference, wrong answer and stub alike."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

import nbjudge
from nbjudge.audit.scoring import score_by_nbgrader
from nbjudge.course.cells import is_solution
from nbjudge.submission.templating import untouched

from ..conftest import graded_cell
from .kinds import GROUPS, Kind

Answer = Callable[[Kind], str]
ANSWERS: Mapping[str, tuple[Answer | None, float]] = {
    "reference": (lambda kind: kind.reference, 1),
    "wrong": (lambda kind: kind.wrong, 0),
    "stub": (None, 0),
}


def source(kinds: list[Kind]) -> NotebookNode:
    """A source notebook with an exercise for each kind; the cells of its tests come in order."""
    cells = []
    for number, kind in enumerate(kinds):
        *earlier, last = kind.tests
        answer = f"### BEGIN SOLUTION\n{kind.reference}\n### END SOLUTION"
        if kind.before:
            cells.append(graded_cell(kind.before, f"before{number}", points=0))
        cells.append(graded_cell(answer, f"kind{number}"))
        cells += [
            graded_cell(text, f"earlier{number}-{place}", points=0)
            for place, text in enumerate(earlier)
        ]
        hidden = f"### BEGIN HIDDEN TESTS\n{last.strip()}\n### END HIDDEN TESTS"
        # A cell magic stands in the first line, or nowhere.
        cells.append(
            graded_cell(last if last.startswith("%%") else hidden, f"test{number}", points=1)
        )
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def answered(kinds: list[Kind], answer: Answer | None) -> NotebookNode:
    notebook = source(kinds)
    if answer is None:
        return untouched(notebook)
    solutions = filter(is_solution, notebook.cells)
    for cell, kind in zip(solutions, kinds, strict=True):
        cell.source = answer(kind)
    return notebook


def test_there_are_enough() -> None:
    ids = [kind.id for kinds in GROUPS.values() for kind in kinds]
    assert len(ids) == len(set(ids)) >= 60


@pytest.mark.parametrize("who", ANSWERS)
@pytest.mark.parametrize("group", GROUPS)
def test_kinds_have_their_points(group: str, who: str, tmp_path: Path) -> None:
    kinds = GROUPS[group]
    answer, points = ANSWERS[who]
    nbformat.write(source(kinds), tmp_path / "source.ipynb")
    nbformat.write(answered(kinds, answer), tmp_path / "submitted.ipynb")
    found = nbjudge.grade(tmp_path / "source.ipynb", tmp_path / "submitted.ipynb").verdicts
    verdicts = {one.grade_id: one for one in found}
    of_kind = {kind.id: verdicts[f"test{number}"] for number, kind in enumerate(kinds)}
    assert {one: verdict for one, verdict in of_kind.items() if verdict.points != points} == {}
    if who == "reference":
        ways = {one: verdict.way for one, verdict in of_kind.items()}
        assert ways == {kind.id: kind.way for kind in kinds}


@pytest.mark.parametrize("who", ANSWERS)
@pytest.mark.parametrize("group", GROUPS)
def test_plain_nbgrader_agrees(group: str, who: str) -> None:
    kinds = GROUPS[group]
    answer, points = ANSWERS[who]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scores = score_by_nbgrader(answered(kinds, answer), source(kinds), 60)
    assert {kind.id: scores[f"test{number}"] for number, kind in enumerate(kinds)} == dict.fromkeys(
        (kind.id for kind in kinds), points
    )
