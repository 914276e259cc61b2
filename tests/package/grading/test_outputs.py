"""Outputs of students' cells: nothing active or invalid is kept."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from nbjudge.grading.outputs import clean


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
