"""What a student handed in is read, whatever it is: folders and notebook files."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from nbjudge.errors import SubmissionError
from nbjudge.submission.handed_in import bounded, handed_in, read_submitted

CODE = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}


def file_of(*cells: Any, **fields: Any) -> bytes:
    """A notebook file with these cells, of nbformat 4 unless said otherwise."""
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | fields
    return json.dumps(content).encode()


def claims(grade_id: Any) -> dict[str, Any]:
    return {"nbgrader": {"grade_id": grade_id, "grade": True, "points": 99}}


# Notebook files


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
        (b'{"cells": [' + b"[]," * 3_000_000 + b"0]}", "more than 5,000,000 values"),
        (b"0" * 100_000_001, "100 MB"),
    ],
    ids=[
        *("empty", "cut-short", "binary", "cut-off", "utf-16", "deep-lists", "deep-objects"),
        *("null", "list", "text", "object", "cells-object", "cells-null", "worksheets-text"),
        *("no-cells", "no-cell", "no-sheet", "many-cells", "many-values", "large"),
    ],
)
def test_file_that_is_no_notebook_is_refused(data: bytes, got: str) -> None:
    with pytest.raises(SubmissionError) as raised:
        read_submitted(data)
    assert raised.value.got == got
    assert str(raised.value).startswith(f"the file: expected a notebook, got {got}. ")
    assert raised.value.remedy


def test_hostile_file_takes_little_memory() -> None:
    data = b'{"cells": [' + b"[0]," * 12_000_000 + b"0]}"
    tracemalloc.start()
    try:
        with pytest.raises(SubmissionError):
            read_submitted(data)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(data)
    finally:
        tracemalloc.stop()


def test_brackets_within_text_are_no_values() -> None:
    text = '\\"[{,' * 2_000_000
    assert read_submitted(file_of(CODE | {"source": text})).cells[0].source == text


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


# Folders


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A submission with a notebook and a table; outside of it lies a secret."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "answers.txt").write_text("42")
    place = tmp_path / "numbers"
    place.mkdir()
    (place / "numbers.ipynb").write_bytes(b"notebook")
    (place / "data.csv").write_bytes(b"a,b")
    return place


def test_folder_is_read(place: Path) -> None:
    (place / "tables" / "deep").mkdir(parents=True)
    (place / "tables" / "deep" / "b.csv").write_bytes(b"c,d")
    (place / "tables" / "copy.ipynb").write_bytes(b"copy")
    content = handed_in(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook", "tables/copy.ipynb": b"copy"}
    assert content.files == {"data.csv": b"a,b", "tables/deep/b.csv": b"c,d"}
    assert content.notes == ()


@pytest.mark.parametrize(
    "name", ["a.IPYNB", "a.ipynb.json", "a.ipynb.txt", "tables/a.Ipynb.json.txt"]
)
def test_notebook_is_known_by_any_ending(place: Path, name: str) -> None:
    (place / "tables").mkdir()
    (place / name).write_bytes(b"other")
    content = handed_in(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook", name: b"other"}
    assert content.files == {"data.csv": b"a,b"}


@pytest.mark.parametrize("name", ["a.json", "a.txt", "ipynb.json", "a.ipynb.csv", "a.ipynb2"])
def test_other_files_are_no_notebooks(place: Path, name: str) -> None:
    (place / name).write_bytes(b"other")
    assert handed_in(place).files == {"data.csv": b"a,b", name: b"other"}


@pytest.mark.parametrize("folder", [".ipynb_checkpoints", "__pycache__", "__MACOSX"])
def test_leavings_of_programs_are_ignored(place: Path, folder: str) -> None:
    (place / folder).mkdir()
    (place / folder / "numbers-checkpoint.ipynb").write_bytes(b"old")
    assert handed_in(place).notebooks == {"numbers.ipynb": b"notebook"}
    assert handed_in(place).notes == ()


def link_to_file(path: Path, secret: Path) -> None:
    path.symlink_to(secret / "answers.txt")


def link_to_folder(path: Path, secret: Path) -> None:
    path.symlink_to(secret)


def link_to_nothing(path: Path, secret: Path) -> None:
    path.symlink_to(secret / "nothing")


def link_to_itself(path: Path, secret: Path) -> None:
    path.symlink_to(path)


def pipe(path: Path, secret: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path, secret: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        # A socket's path is short; pytest's folders are not.
        patch.chdir(path.parent)
        server.bind(path.name)


@pytest.mark.parametrize("name", ["x", "x.ipynb", "tables/x"])
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (link_to_file, "is a link and was left out"),
        (link_to_folder, "is a link and was left out"),
        (link_to_nothing, "is a link and was left out"),
        (link_to_itself, "is a link and was left out"),
        (pipe, "is no ordinary file and was left out"),
        (unix_socket, "is no ordinary file and was left out"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_no_plain_file_is_left_out(
    place: Path, name: str, make: Callable[[Path, Path], None], reason: str
) -> None:
    (place / "tables").mkdir()
    make(place / name, place.parent / "secret")
    content = handed_in(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook"}
    assert content.files == {"data.csv": b"a,b"}
    assert content.notes == (f"`{name}` {reason}",)


@pytest.mark.parametrize(
    ("make", "reason"),
    [(pipe, "is no ordinary file and was left out"), (link_to_file, "could not be read")],
    ids=["pipe", "link"],
)
def test_file_swapped_meanwhile_is_left_out(
    make: Callable[[Path, Path], None], reason: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def swap(path: Any, *arguments: Any, **options: Any) -> int:
        if path == "data.csv":
            (place / "data.csv").unlink()
            make(place / "data.csv", place.parent / "secret")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", swap)
    content = handed_in(place)
    assert content.files == {}
    (note,) = content.notes
    assert note.startswith(f"`data.csv` {reason}")


@pytest.mark.parametrize("target", ["secret", "secret/answers.txt", "nothing"])
def test_folder_that_is_a_link_is_refused(place: Path, target: str) -> None:
    link = place.parent / "link"
    link.symlink_to(place.parent / target)
    with pytest.raises(SubmissionError, match="the folder `link`: expected a folder, got a link"):
        handed_in(link)


def test_folder_that_is_not_there_is_refused(place: Path) -> None:
    with pytest.raises(SubmissionError, match="the folder `none`: expected a folder, got No such"):
        handed_in(place / "none")
    with pytest.raises(SubmissionError, match=r"`data.csv`: expected a folder, got Not"):
        handed_in(place / "data.csv")


@pytest.mark.parametrize(
    "name",
    [b"..\\up.csv", b"a\nb", b"a\x1b[2J", b"\xff.csv"],
    ids=["back", "line", "escape", "raw"],
)
def test_name_with_special_characters_is_left_out(place: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(place) + b"/" + name)).write_bytes(b"x")
    content = handed_in(place)
    assert list(content.files) == ["data.csv"]
    (note,) = content.notes
    assert note.endswith("has a name with special characters and was left out")
    assert note.isprintable()


def test_name_can_not_end_the_code_it_is_shown_as(place: Path) -> None:
    (place / "a`<b>`.csv").symlink_to("data.csv")
    assert handed_in(place).notes == ("`a'<b>'.csv` is a link and was left out",)


def test_of_very_many_files_the_notebooks_are_read_first(place: Path) -> None:
    for number in range(1_200):
        (place / f"z{number:04}").touch()
        (place / f"sub{number:04}").mkdir()
    (place / "zz.ipynb").write_bytes(b"last")
    content = handed_in(place)
    assert content.notebooks == {"numbers.ipynb": b"notebook", "zz.ipynb": b"last"}
    assert list(content.files) == ["data.csv", *(f"z{number:04}" for number in range(997))]
    assert content.notes == ("only the first 1,000 files and folders were read",)


def test_files_in_a_folder_count_too(place: Path) -> None:
    for name in ("a", "b"):
        (place / name).mkdir()
    for number in range(1_200):
        (place / "a" / f"{number:04}").touch()
    content = handed_in(place)
    assert len(content.files) == 998
    assert content.notes == ("only the first 1,000 files and folders were read",)


def test_sparse_file_is_left_out_unread(place: Path) -> None:
    for name in ("big.ipynb", "big.csv"):
        with (place / name).open("wb") as file:
            file.truncate(10**12)
    tracemalloc.start()
    try:
        content = handed_in(place)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert content.notebooks == {"numbers.ipynb": b"notebook"}
    assert content.files == {"data.csv": b"a,b"}
    assert content.notes == (
        "`big.ipynb` is larger than 100 MB and was left out",
        "`big.csv` was left out: all files together may have 500 MB",
    )


def test_files_have_a_limit_together(place: Path) -> None:
    for name in ("a.bin", "b.bin", "c.bin"):
        with (place / name).open("wb") as file:
            file.truncate(200_000_000)
    content = handed_in(place)
    assert [name for name in content.files if name.endswith(".bin")] == ["a.bin", "b.bin"]
    assert content.notes == ("`c.bin` was left out: all files together may have 500 MB",)


def test_folders_within_folders_end_somewhere(place: Path) -> None:
    (place / "/".join(["a"] * 30)).mkdir(parents=True)
    (note,) = handed_in(place).notes
    assert note.endswith("lies too deep in other folders and was left out")


def test_time_of_handing_in_is_in_utc(place: Path) -> None:
    (place / "timestamp.txt").write_bytes(b"2026-03-29 14:30:00 +0200")
    content = handed_in(place)
    assert content.files["timestamp.txt"] == b"2026-03-29 12:30:00 UTC\n"
    assert content.notes == ()


@pytest.mark.parametrize(
    ("time", "got"),
    [
        (b"2026-01-15 11:00:00 CST\n", "`2026-01-15 11:00:00 CST`"),
        (b"last `week`", "`last 'week'`"),
        (b"", "other content"),
        (b"\x00\xff", "other content"),
        (b"x" * 1_000, f"`{'x' * 60}`"),
    ],
    ids=["two-meanings", "words", "empty", "rubbish", "long"],
)
def test_unclear_time_of_handing_in_is_said(place: Path, time: bytes, got: str) -> None:
    (place / "timestamp.txt").write_bytes(time)
    content = handed_in(place)
    assert "timestamp.txt" not in content.files
    assert content.notes == (
        "`timestamp.txt` was left out: expected a time of one meaning, such as "
        f"`2026-01-15 11:00:00 UTC`, got {got}",
    )


def test_time_in_a_folder_is_a_file_as_any_other(place: Path) -> None:
    (place / "tables").mkdir()
    (place / "tables" / "timestamp.txt").write_bytes(b"noon")
    assert handed_in(place).files["tables/timestamp.txt"] == b"noon"


def test_no_file_stays_open(place: Path) -> None:
    (place / "tables").mkdir()
    os.mkfifo(place / "tables" / "pipe")
    before = len(list(Path("/proc/self/fd").iterdir()))
    handed_in(place)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize(
    ("count", "last"), [(0, None), (20, "note 19"), (21, "and 1 more"), (1_500, "and 1,480 more")]
)
def test_notes_are_bounded(count: int, last: str | None) -> None:
    notes = bounded(f"note {number}" for number in range(count))
    assert len(notes) == min(count, 21)
    assert (notes[-1] if notes else None) == last
