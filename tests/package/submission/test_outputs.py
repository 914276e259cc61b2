"""Outputs of students' cells: nothing active or invalid is kept."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from nbjudge.submission.outputs import clean


def cleaned(*outputs):
    notebook = new_notebook(cells=[new_code_cell()])
    notebook.cells[0].outputs = list(outputs)
    clean(notebook)
    nbformat.validate(notebook)
    return notebook.cells[0].outputs


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src='data:text/html,x'></iframe>",
        "<style>body { display: none }</style>",
        "<svg onload=alert(1)>",
        "<form action='/grade'><input name=points></form>",
    ],
    ids=["script", "handler", "link", "frame", "style", "svg", "form"],
)
def test_active_html_is_taken_out(html: str) -> None:
    (output,) = cleaned(new_output("display_data", {"text/html": f"<p>text</p>{html}"}))
    kept = output.data["text/html"]
    assert "<p>text</p>" in kept
    for word in ("script", "onerror", "onload", "iframe", "<style", "display: none", "<form"):
        assert word not in kept.lower().replace("alert(1)", "")


@pytest.mark.parametrize("kind", ["application/javascript", "image/svg+xml", "application/x-thing"])
def test_active_kinds_are_taken_out(kind: str) -> None:
    (output,) = cleaned(new_output("display_data", {kind: "alert(1)", "text/plain": "figure"}))
    assert output.data == {"text/plain": "figure"}


def test_tables_and_figures_stay() -> None:
    html = pd.DataFrame({"a": [1, 2]}).to_html()
    data = {"text/html": html, "image/png": "aGk=", "text/plain": "a"}
    (output,) = cleaned(new_output("execute_result", data))
    assert output.data["image/png"] == "aGk="
    assert "<table" in output.data["text/html"]
    assert "<td>2</td>" in output.data["text/html"]


def test_invalid_outputs_are_dropped() -> None:
    good = new_output("stream", name="stdout", text="hello")
    bad = nbformat.from_dict({"output_type": "stream", "name": 3, "text": {}})
    odd = nbformat.from_dict({"output_type": "surprise"})
    content = {"output_type": "display_data", "data": {"text/html": {"a": 1}}, "metadata": {}}
    listed = nbformat.from_dict(content)
    assert cleaned(bad, good, odd, listed) == [good]


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["a", "b\n", "c"], "ab\nc"),
        (["1/2", "\r2/2\n", "done"], "2/2\ndone"),
        (["1/2", "\b\b\b\r", "2/2\r\n"], "2/2\n"),
        (["10%", "\b\b\b99%"], "99%"),
        (["\b\ba\r"], "a"),
        (["x" * 2_000_000, "\n" * 100_000, "\r" * 2_000_000, "a\b" * 500_000], None),
    ],
)
def test_prints_are_one_text(pieces: list[str], shown: str | None) -> None:
    outputs = [new_output("stream", name="stdout", text=piece) for piece in pieces]
    outputs.insert(1, new_output("display_data", {"text/plain": "figure"}))
    outputs.append(new_output("stream", name="stderr", text="careful"))
    stream, figure, errors = cleaned(*outputs)
    assert stream.text == ("x" * 2_000_000 + "\n" * 100_000 if shown is None else shown)
    assert figure.data == {"text/plain": "figure"}
    assert errors.text == "careful"
