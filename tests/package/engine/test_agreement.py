"""One check, one verdict: of a value itself, as at the desk, and of the copy that the judge has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.audit.scoring import messages, score_both_ways
from nbjudge.course.cells import is_solution, is_test

from ..conftest import graded_cell
from ..once import made_once
from .agreement import KINDS

CASES = [(kind, name) for kind, one in KINDS.items() for name in one.values]
SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
# By kind, then who decided or `said`, then the name of a value.
Decided = dict[str, dict[str, dict[str, Any]]]
# No student knows what these are.
OWN = re.compile(r"\b(Borrowed\w*|Loan|Lent|Lender|codec|Described\w*|FigureDescription)\b")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Decided:
    """Of each kind the points of copies and of the values themselves, and what was said of both."""

    def make(folder: Path) -> None:
        made = {kind: _decided(kind) for kind in KINDS}
        (folder / "decided.json").write_text(json.dumps(made), encoding="utf-8")

    path = made_once(tmp_path_factory, "agreement", make) / "decided.json"
    found: Decided = json.loads(path.read_text(encoding="utf-8"))
    return found


def _decided(kind: str) -> dict[str, dict[str, Any]]:
    one = KINDS[kind]
    cells = [new_code_cell(one.setup)]
    for name, value in one.values.items():
        cells.append(graded_cell(SOLVED.format(f"value_{name} = {value}"), f"make_{name}"))
    for name in one.values:
        check = one.check.format(value=f"value_{name}")
        test = f"from nbjudge.checks import *\n{check}"
        cells.append(graded_cell(test, name, points=1))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    source = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    answered = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    found = score_both_ways(answered, source, 60)
    failed = [
        cell.metadata.nbgrader.grade_id
        for cell in answered.cells
        if is_solution(cell) and any(one.output_type == "error" for one in cell.outputs)
    ]
    assert failed == [], messages(answered.cells)
    return {
        "judge": dict(found.by_judge),
        "desk": dict(found.by_nbgrader),
        "said": {"judge": dict(found.said), "desk": dict(messages(answered.cells))},
        "announced": [
            cell.metadata.nbgrader.grade_id
            for cell in answered.cells
            if is_test(cell)
            and any(one.get("text", "").startswith("Note: ") for one in cell.outputs)
        ],
    }


def test_there_are_many_types() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_copy_is_judged_as_the_value_itself(kind: str, name: str, decided: Decided) -> None:
    one = decided[kind]
    said = {who: one["said"][who].get(name, "") for who in ("judge", "desk")}
    if name in one["announced"]:
        # What the judge can't take, and the check says so at the desk.
        assert one["judge"][name] == 0
        assert "expected a value that can be looked at" in said["judge"]
    else:
        assert one["judge"][name] == one["desk"][name], said
    assert not any(OWN.search(text) for text in said.values()), said
