"""What a notebook shows is cleaned in time, or left out; its verdicts stay."""

from __future__ import annotations

import json

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from nbjudge.engine import conductor
from nbjudge.engine.verdicts import Verdict

from ..conftest import numbers_notebook


@pytest.fixture
def executed() -> NotebookNode:
    """A notebook whose answers have shown something."""
    notebook = numbers_notebook()
    for cell in notebook.cells[1:]:
        cell.outputs = [new_output("display_data", {"text/html": "<b onclick='x'>shown</b>"})]
        cell.execution_count = 1
    return notebook


def test_notebook_is_cleaned(executed: NotebookNode) -> None:
    cleaned = json.loads(conductor._cleaned(executed, 10**6))
    assert cleaned["cells"][1]["outputs"][0]["data"]["text/html"] == "<b>shown</b>"
    # In a fork: here it is as it was.
    assert "onclick" in executed.cells[1].outputs[0].data["text/html"]


def test_what_takes_too_long_is_given_up(
    executed: NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spin(_: NotebookNode) -> None:
        while True:
            pass

    monkeypatch.setattr(conductor, "clean", spin)
    monkeypatch.setattr(conductor, "_CLEANING_S", 1)
    assert conductor._cleaned(executed, 10**6) == b""


def test_what_is_too_large_is_given_up(executed: NotebookNode) -> None:
    executed.cells[1].outputs *= 5_000
    assert conductor._cleaned(executed, 10_000) == b""


def test_verdicts_stay(executed: NotebookNode) -> None:
    verdicts = (
        Verdict("test_square", "failed", 0, 2, "wrong"),
        Verdict("test_answer", "partial", 0.5, 1),
    )
    conductor._leave_out(executed, verdicts)
    shown = [cell.outputs for cell in executed.cells[1:]]
    assert [len(outputs) for outputs in shown] == [1, 1, 1, 1]
    assert "left out" in shown[0][0].text
    assert shown[1][0].evalue == "wrong"
    assert shown[3][0].data["text/plain"] == "0.5"
