"""A notebook file that was handed in is read, whatever it is."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from nbjudge.errors import SubmissionError
from nbjudge.submission.reading import read_submitted

CODE = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}


def file_of(*cells: Any, **fields: Any) -> bytes:
    """A notebook file with these cells, of nbformat 4 unless said otherwise."""
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | fields
    return json.dumps(content).encode()


def claims(grade_id: Any) -> dict[str, Any]:
    return {"nbgrader": {"grade_id": grade_id, "grade": True, "points": 99}}


def test_all_kinds_of_cells_are_read() -> None:
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            new_code_cell("x = 1", id="first", metadata=claims("answer")),
            new_raw_cell("raw", id="last"),
        ]
    )
    read = read_submitted(nbformat.writes(notebook).encode())
    assert [(cell.cell_type, cell.source, cell.id) for cell in read.cells] == [
        ("markdown", "# Title", "title"),
        ("code", "x = 1", "first"),
        ("raw", "raw", "last"),
    ]
    assert read.cells[1].metadata == {"nbgrader": {"grade_id": "answer"}}
    nbformat.validate(read)


@pytest.mark.parametrize("minor", range(6))
def test_any_minor_version_is_read(minor: int) -> None:
    read = read_submitted(file_of(CODE, nbformat_minor=minor))
    assert (read.nbformat, read.nbformat_minor) == (4, 5)
    assert [cell.source for cell in read.cells] == ["x = 1"]


def test_old_format_is_read() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Title"], "metadata": {}},
        {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "metadata": claims("answer")},
        {"cell_type": "code", "input": ["x = 1", "y = 2"], "language": "python"},
        {"cell_type": "html", "source": "<b>bold</b>"},
        {"cell_type": "heading", "level": {}, "source": "Title"},
    ]
    sheets = [{"cells": cells[:2]}, {"cells": cells[2:]}, {"cells": None}, None]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets}
    read = read_submitted(json.dumps(old).encode())
    assert [(cell.cell_type, cell.source) for cell in read.cells] == [
        ("markdown", "## Title"),
        ("code", "x = 1\ny = 2"),
        ("code", "x = 1\ny = 2"),
        ("markdown", "<b>bold</b>"),
        ("markdown", "# Title"),
    ]
    assert read.cells[1].metadata.nbgrader.grade_id == "answer"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        (["a\r\n", "b"], "a\nb"),
        (["a\n", "b"], "a\nb"),
        (["a\n", 5, None, "b"], "a\nb"),
        ([], ""),
        (None, ""),
        (5, ""),
        ({"a": 1}, ""),
        ("a\ud800b", "a\ufffdb"),
        ("\U0001f600", "\U0001f600"),
        ("\ufeffa", "\ufeffa"),
    ],
    ids=[
        *("line-ends", "list-line-ends", "list", "list-of-rubbish", "no-lines", "none"),
        *("number", "object", "lone-surrogate", "emoji", "mark-inside"),
    ],
)
def test_text_of_a_cell(source: object, text: str) -> None:
    (cell,) = read_submitted(file_of(CODE | {"source": source})).cells
    assert cell.source == text
    cell.source.encode()


def test_cell_without_text_is_empty() -> None:
    (cell,) = read_submitted(file_of({"cell_type": "code"})).cells
    assert (cell.source, cell.outputs, cell.execution_count) == ("", [], None)


@pytest.mark.parametrize(
    "damage",
    [
        {"outputs": [{"output_type": "stream", "text": "x" * 20_000_000}]},
        {"outputs": [{"output_type": "unheard-of"}]},
        {"outputs": {"output_type": "stream"}},
        {"outputs": None},
        {"outputs": [float("nan"), float("inf"), -float("inf")]},
        {"execution_count": "many"},
        {"execution_count": int("9" * 4000)},
        {"attachments": {"a.png": {"image/png": "AAAA"}}},
        {"metadata": None},
        {"metadata": []},
        {"metadata": {"nbgrader": None, "tags": ["skip-execution"]}},
        {"metadata": {"nbgrader": {"grade_id": 5}}},
        {"metadata": {"nbgrader": {"grade_id": ["a"]}}},
        {"id": None},
        {"id": "not a valid id!"},
        {"id": "x" * 65},
        {"unheard-of": 1},
    ],
    ids=[
        *("huge-output", "unknown-output", "no-list", "no-outputs", "nan", "count", "huge-count"),
        *("attachment", "no-metadata", "metadata-list", "nbgrader", "number-id", "list-id"),
        *("no-id", "bad-id", "long-id", "extra-key"),
    ],
)
def test_all_but_the_text_may_be_broken(damage: dict[str, Any]) -> None:
    read = read_submitted(file_of(CODE | damage))
    assert read == new_notebook(cells=[new_code_cell("x = 1", id=read.cells[0].id)])
    nbformat.validate(read)


def test_integer_of_very_many_digits_is_read() -> None:
    data = file_of(CODE | {"execution_count": 0}).replace(b'nt": 0', b'nt": ' + b"9" * 100_000)
    assert len(data) > 100_000
    assert read_submitted(data).cells[0].source == "x = 1"


def test_cell_ids_are_made_unique() -> None:
    ids = ["a", "a", "cell-1", None, "a"]
    cells = read_submitted(file_of(*(CODE | {"id": one} for one in ids))).cells
    assert [cells[0].id, cells[2].id] == ["a", "cell-1"]
    assert len({cell.id for cell in cells}) == 5


def test_same_bytes_give_the_same_notebook() -> None:
    data = file_of(CODE, CODE, {"cell_type": "markdown"})
    assert read_submitted(data) == read_submitted(data)


@pytest.mark.parametrize("kind", ["unheard-of", None, ["code"], 5, "Code"], ids=repr)
def test_cell_of_unknown_type_is_raw_text(kind: object) -> None:
    (cell,) = read_submitted(file_of(CODE | {"cell_type": kind})).cells
    assert (cell.cell_type, cell.source) == ("raw", "x = 1")


def test_what_is_no_cell_is_skipped() -> None:
    assert len(read_submitted(file_of(None, "x", [], 5, CODE)).cells) == 1


@pytest.mark.parametrize(
    ("attachments", "kept"),
    [
        ({"a.png": {"image/png": "QUJD\n"}}, {"a.png": {"image/png": "QUJD\n"}}),
        ({"a.png": {"image/png": ["QU\n", "JD"]}}, {"a.png": {"image/png": "QU\nJD"}}),
        (
            {"a": {"text/html": "QUJD", "image/gif": "QUJD"}, "b": {"image/x": "QUJD"}},
            {"a": {"image/gif": "QUJD"}},
        ),
        ({"a": {"image/png": '"><script>'}}, None),
        ({"a": {'image/png"><script>': "QUJD"}}, None),
        ({"a": {"image/png": ""}, "b": {}, "c": None}, None),
        ([1], None),
    ],
    ids=["image", "lines", "other-kinds", "no-base64", "active-kind", "empty", "list"],
)
def test_images_of_a_text_cell_are_kept(attachments: object, kept: object) -> None:
    markdown = {"cell_type": "markdown", "source": "![](attachment:a.png)"}
    read = read_submitted(file_of(markdown | {"attachments": attachments}))
    assert read.cells[0].get("attachments") == kept
    nbformat.validate(read)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"", b"\r\n "], ids=["mark", "bare", "blank"])
def test_marks_and_blanks_around_the_file_are_ignored(mark: bytes) -> None:
    assert read_submitted(mark + file_of(CODE) + b"\r\n").cells[0].source == "x = 1"


def test_wrong_letters_do_not_spoil_the_file() -> None:
    data = file_of(CODE | {"source": "x = 1  # caf?"}).replace(b"f?", b"f\xe9")
    assert read_submitted(data).cells[0].source == "x = 1  # caf\ufffd"


@pytest.mark.parametrize(
    ("data", "got"),
    [
        (b"", "no valid JSON"),
        (b"{ no json", "no valid JSON"),
        (b"\x00\xff\xfe", "no valid JSON"),
        (file_of(CODE)[:-3], "no valid JSON"),
        (file_of(CODE).decode().encode("utf-16"), "no valid JSON"),
        (b"[" * 1_000_000, "parts nested too deeply"),
        (b'{"a":' * 100_000, "parts nested too deeply"),
        (b"null", "other content"),
        (b"[1, 2]", "other content"),
        (b'"cells"', "other content"),
        (b"{}", "other content"),
        (b'{"cells": {}}', "other content"),
        (b'{"cells": null, "nbformat": 4}', "other content"),
        (b'{"worksheets": "cells"}', "other content"),
        (b'{"cells": []}', "one without cells"),
        (b'{"cells": [1, null]}', "one without cells"),
        (b'{"worksheets": [{}, 3]}', "one without cells"),
        (file_of(*[CODE] * 5_001), "one of 5,001 cells"),
    ],
    ids=[
        *("empty", "cut-short", "binary", "cut-off", "utf-16", "deep-lists", "deep-objects"),
        *("null", "list", "text", "object", "cells-object", "cells-null", "worksheets-text"),
        *("no-cells", "no-cell", "no-sheet", "many-cells"),
    ],
)
def test_file_that_is_no_notebook_is_refused(data: bytes, got: str) -> None:
    with pytest.raises(SubmissionError) as raised:
        read_submitted(data)
    assert raised.value.got == got
    assert str(raised.value).startswith(f"the file: expected a notebook, got {got}. ")
    assert raised.value.remedy


KEYS = [
    *("cells", "worksheets", "cell_type", "source", "input", "metadata", "nbgrader"),
    *("grade_id", "id", "attachments", "level", "outputs", "nbformat"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS) | st.text(max_size=5),
            parts | st.sampled_from(["code", "markdown", "heading"]),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=4))
def test_any_cells_make_a_valid_notebook_or_none(cells: list[Any]) -> None:
    for data in (file_of(*cells), json.dumps({"worksheets": [{"cells": cells}]}).encode()):
        try:
            read = read_submitted(data)
        except SubmissionError:
            assert not any(isinstance(cell, dict) for cell in cells)
            continue
        nbformat.validate(read)
        nbformat.writes(read).encode()


@given(st.binary(max_size=40) | JSON.map(lambda content: json.dumps(content).encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(SubmissionError):
        nbformat.validate(read_submitted(data))
