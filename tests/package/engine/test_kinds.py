"""Kinds of test cell: judged as plain nbgrader does, reference, wrong answer and stub alike."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.utils import is_solution

import nbjudge
from nbjudge.audit.scoring import score_by_nbgrader
from nbjudge.engine.pipeline import Grade
from nbjudge.submission.rebuild import untouched

from ..conftest import graded_cell
from .kinds import GROUPS, Kind

Answer = Callable[[Kind], str]
ANSWERS: Mapping[str, tuple[Answer | None, float]] = {
    "reference": (lambda kind: kind.reference, 1),
    "wrong": (lambda kind: kind.wrong, 0),
    "stub": (None, 0),
}


def source(kinds: list[Kind]) -> NotebookNode:
    """A source notebook with an exercise for each kind; the cells of its tests come in order.

    Earlier cells of a test come before the answer, as far as they don't test it.
    """
    cells = []
    for number, kind in enumerate(kinds):
        *earlier, last = kind.tests
        answer = f"### BEGIN SOLUTION\n{kind.reference}\n### END SOLUTION"
        solution = graded_cell(answer, f"kind{number}")
        before = [
            graded_cell(text, f"before{number}-{place}", points=0)
            for place, text in enumerate(earlier)
        ]
        makes_names = earlier and "sample" in earlier[0]
        cells += [*before, solution] if makes_names else [solution, *before]
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


@pytest.fixture(scope="module")
def grades(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Grade]:
    kept: dict[tuple[str, str], Grade] = {}
    folder = tmp_path_factory.mktemp("kinds")

    def grade(group: str, who: str) -> Grade:
        if (group, who) not in kept:
            kinds = GROUPS[group]
            nbformat.write(source(kinds), folder / "source.ipynb")
            nbformat.write(answered(kinds, ANSWERS[who][0]), folder / "submitted.ipynb")
            kept[group, who] = nbjudge.grade(folder / "source.ipynb", folder / "submitted.ipynb")
        return kept[group, who]

    return grade


def test_there_are_enough() -> None:
    ids = [kind.id for kinds in GROUPS.values() for kind in kinds]
    assert len(ids) == len(set(ids)) >= 60


@pytest.mark.parametrize("who", ANSWERS)
@pytest.mark.parametrize(
    ("group", "number"),
    [
        pytest.param(group, number, id=kind.id)
        for group, kinds in GROUPS.items()
        for number, kind in enumerate(kinds)
    ],
)
def test_kind(group: str, number: int, who: str, grades: Callable[[str, str], Grade]) -> None:
    verdicts = {one.grade_id: one for one in grades(group, who).verdicts}
    found = verdicts[f"test{number}"]
    assert found.points == ANSWERS[who][1], found
    if who == "reference":
        assert found.way == GROUPS[group][number].way


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
