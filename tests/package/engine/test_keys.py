"""A grade is kept by all that it depends on, and by nothing else."""

from __future__ import annotations

import base64
from dataclasses import replace

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from traitlets.config import Config

from nbjudge.engine.job import Job
from nbjudge.engine.pipeline import prepare
from nbjudge.engine.task import Plan, Terms

from ..conftest import numbers_notebook


def bytes_of(notebook: NotebookNode) -> bytes:
    return nbformat.writes(notebook).encode()


def source(square: str = "return x * x", points: int = 2) -> bytes:
    notebook = numbers_notebook()
    notebook.cells[1].source = notebook.cells[1].source.replace("return x * x", square)
    notebook.cells[2].metadata.nbgrader.points = points
    return bytes_of(notebook)


def handed_in(answer: str = "answer = 42", picture: bytes = b"one", **more: object) -> bytes:
    notebook = numbers_notebook()
    notebook.cells[3].source = answer
    pasted = {"a.png": {"image/png": base64.b64encode(picture).decode()}}
    text = "![a](attachment:a.png)"
    notebook.cells.append(new_markdown_cell(text, id="drawing", attachments=pasted))
    for cell in notebook.cells:
        cell.metadata |= more
        if cell.cell_type == "code" and more:
            cell.outputs = [new_output("stream", text="shown")]
            cell.execution_count = 7
    return bytes_of(notebook)


JOB = Job(source(), handed_in(), files={"data.csv": b"1,2"}, judge_files={"secret.csv": b"3"})


@pytest.mark.parametrize(
    "job",
    [
        replace(JOB, submitted=handed_in("answer = 43")),
        replace(JOB, submitted=handed_in(picture=b"two")),
        replace(JOB, submitted=b"{"),
        replace(JOB, source=source("import math\n    return x * x")),
        replace(JOB, source=source(points=3)),
        replace(JOB, files={"data.csv": b"1,3"}),
        replace(JOB, files={"other.csv": b"1,2"}),
        replace(JOB, judge_files={"secret.csv": b"4"}),
        replace(JOB, terms=Terms(cell_s=7)),
        replace(JOB, terms=Terms(budgets_s={"test_square": 7})),
        replace(JOB, terms=Terms(judge="inert")),
        replace(JOB, plan=Plan(live=frozenset({"test_square"}))),
        replace(JOB, plan=Plan(free=frozenset({"test_square"}))),
    ],
    ids=[
        *("answer", "picture", "broken", "import-of-the-solution", "points", "file", "name"),
        *("held-out", "time", "budget", "judge", "live", "free"),
    ],
)
def test_what_matters_makes_another_key(job: Job) -> None:
    assert prepare(job).key != prepare(JOB).key


def test_delimiters_of_the_course_matter() -> None:
    config = Config({"ClearSolutions": {"code_stub": {"python": "pass"}}})
    assert prepare(JOB, config).key != prepare(JOB).key


def test_what_reading_leaves_out_makes_no_difference() -> None:
    again = replace(JOB, submitted=handed_in(tags=["mine"], collapsed=True))
    assert prepare(again).key == prepare(JOB).key
