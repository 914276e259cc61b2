"""Outputs of students' cells: nothing active or invalid is kept."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from nbjudge.submission.outputs import clean

from ..active import active_parts


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
    ids=["script", "handler", "link", "frame", "style", "drawing", "form"],
)
def test_active_html_is_taken_out(html: str) -> None:
    (output,) = cleaned(new_output("display_data", {"text/html": f"<p>text</p>{html}"}))
    kept = output.data["text/html"]
    assert "<p>text</p>" in kept
    assert not active_parts(f"<body>{kept}")
    assert "display: none" not in kept


@pytest.mark.parametrize("kind", ["application/javascript", "application/x-thing"])
def test_active_kinds_are_taken_out(kind: str) -> None:
    (output,) = cleaned(new_output("display_data", {kind: "alert(1)", "text/plain": "figure"}))
    assert output.data == {"text/plain": "figure"}


def test_tables_and_figures_stay() -> None:
    columns = pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")])
    table = pd.DataFrame([[1, 2]], columns=columns).to_html()
    data = {"text/html": table, "image/png": "aGk=", "text/plain": "a"}
    (output,) = cleaned(new_output("execute_result", data))
    assert output.data["image/png"] == "aGk="
    for part in ("<table", 'colspan="2"', "<td>2</td>"):
        assert part in output.data["text/html"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"image/svg+xml": "<svg/>", "application/pdf": "JVBERg=="}, {"image/svg+xml": "<svg/>"}),
        (
            {"image/gif": "R0lG\nODlh"},
            {"text/html": '<img src="data:image/gif;base64,R0lGODlh">'},
        ),
        (
            {"application/vnd.plotly.v1+json": {"data": []}, "text/html": "<script>a</script>"},
            {
                "text/plain": "[This page can't show what is here: "
                "application/vnd.plotly.v1+json, text/html.]"
            },
        ),
        (
            {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider(value=7)"},
            {"text/plain": "IntSlider(value=7)"},
        ),
        (
            {"text/html": "<b>rerun</b><input type=checkbox>", "text/plain": "Pipeline()"},
            {"text/plain": "Pipeline()"},
        ),
        (
            {"text/html": "<b>a</b><input>", "text/plain": "<IPython.core.display.HTML object>"},
            {"text/html": "<b>a</b>", "text/plain": "<IPython.core.display.HTML object>"},
        ),
        ({"text/markdown": "`a < b`\n\n> c"}, {"text/markdown": "`a < b`\n\n> c"}),
    ],
    ids=["drawing", "gif", "only a script", "widget", "form", "own HTML", "markdown"],
)
def test_something_of_every_output_can_be_seen(data: dict, shown: dict) -> None:
    (output,) = cleaned(new_output("display_data", data))
    assert output.data == shown


@pytest.mark.parametrize(
    ("metadata", "kept"),
    [
        (
            {"image/png": {"width": 640, "height": "50%", "alt": "a <b>", "unconfined": True}},
            {"image/png": {"width": 640, "height": "50%", "alt": "a <b>", "unconfined": True}},
        ),
        ({"image/png": {"width": "1 onerror=alert(1)", "unconfined": "x"}}, {"image/png": {}}),
        ({"filenames": {"image/png": "https://active.example"}, "width": "1 onload=a"}, {}),
        ({"text/html": {"isolated": True}}, {}),
        ({"image/png": "wide"}, {}),
    ],
    ids=["sizes", "handler", "elsewhere", "frame", "no sizes"],
)
def test_metadata_are_sizes_of_pictures(metadata: dict, kept: dict) -> None:
    (output,) = cleaned(new_output("display_data", {"image/png": "aGk="}, metadata=metadata))
    assert output.metadata == kept


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
