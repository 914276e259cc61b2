"""Files with wrong names find their notebook, and the student is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.submission.matching import Matched, match_names, may_be_notebook

Held = frozenset[str] | None


def notebook(*grade_ids: str, others: int = 0) -> NotebookNode:
    cells = [
        new_code_cell(
            id=name,
            metadata={
                "nbgrader": {
                    "schema_version": 3,
                    "grade_id": name,
                    "solution": True,
                    "grade": False,
                    "locked": False,
                    "task": False,
                }
            },
        )
        for name in grade_ids
    ]
    return new_notebook(cells=[new_markdown_cell("text")] * others + cells)


def file(*grade_ids: str) -> Held:
    """What is found in a file with these cells."""
    return frozenset(grade_ids)


def named(files: dict[str, Held]) -> dict[str, Held]:
    """These files as notebooks."""
    return {f"{name}.ipynb": content for name, content in files.items()}


DATA = ("setup", "a", "b", "c")
MODEL = ("setup", "x", "y", "z")
SOURCES = {"data": notebook(*DATA), "model": notebook(*MODEL), "text": notebook(others=1)}
BROKEN: Held = None
BY_CELLS = "`{}.ipynb` was graded as `{}`: it holds its cells"
BY_NAME = "`{}.ipynb` was graded as `{}`: the names are alike"
LEFT = "`{}.ipynb` belongs to no notebook of the assignment"
INSTEAD = "`{}.ipynb` was not graded: `{}.ipynb` was graded instead"
UNREADABLE = "`{}.ipynb` can't be read: `{}.ipynb` was graded instead"


@pytest.mark.parametrize(
    ("submitted", "files", "notes"),
    [
        ({}, {}, []),
        ({"data": file(*DATA), "model": file(*MODEL)}, {"data": "data", "model": "model"}, []),
        ({"data": file("setup")}, {"data": "data"}, []),
        ({"data": file()}, {"data": "data"}, []),
        ({"data": BROKEN}, {"data": "data"}, []),
        ({"text": file()}, {"text": "text"}, []),
        ({"my work": file(*DATA)}, {"data": "my work"}, [BY_CELLS.format("my work", "data")]),
        ({"w": file("a", "b")}, {"data": "w"}, [BY_CELLS.format("w", "data")]),
        ({"w": file("a")}, {}, [LEFT.format("w")]),
        ({"w": file()}, {}, [LEFT.format("w")]),
        ({"w": BROKEN}, {}, [LEFT.format("w")]),
        (
            {"1": file(*DATA), "2": file(*MODEL)},
            {"data": "1", "model": "2"},
            [BY_CELLS.format("1", "data"), BY_CELLS.format("2", "model")],
        ),
        (
            {"data": file(*MODEL), "model": file(*DATA)},
            {"data": "model", "model": "data"},
            [BY_CELLS.format("model", "data"), BY_CELLS.format("data", "model")],
        ),
        ({"data": file(*MODEL), "model": file(*MODEL)}, {"data": "data", "model": "model"}, []),
        (
            {"data": file(*DATA), "data-Copy1": file(*DATA)},
            {"data": "data"},
            [INSTEAD.format("data-Copy1", "data")],
        ),
        (
            {"data": file("a"), "data-Copy1": file(*DATA)},
            {"data": "data"},
            [INSTEAD.format("data-Copy1", "data")],
        ),
        (
            {"data": BROKEN, "work": file(*DATA)},
            {"data": "work"},
            [BY_CELLS.format("work", "data"), UNREADABLE.format("data", "work")],
        ),
        (
            {"data": BROKEN, "data (1)": file(*DATA)},
            {"data": "data (1)"},
            [BY_NAME.format("data (1)", "data"), UNREADABLE.format("data", "data (1)")],
        ),
        (
            {"data": BROKEN, "data (1)": BROKEN},
            {"data": "data"},
            [UNREADABLE.format("data (1)", "data")],
        ),
        (
            {"w": file("a", "b"), "v": file(*DATA)},
            {"data": "v"},
            [BY_CELLS.format("v", "data"), INSTEAD.format("w", "v")],
        ),
        (
            {"w": file("a", "b", "c"), "v": file(*DATA, "1", "2", "3", "4", "5")},
            {"data": "v"},
            [BY_CELLS.format("v", "data"), INSTEAD.format("w", "v")],
        ),
        (
            {"data (1)": file("a"), "work": file(*DATA)},
            {"data": "data (1)"},
            [BY_NAME.format("data (1)", "data"), INSTEAD.format("work", "data (1)")],
        ),
        (
            {"old/data": file(*DATA), "data": file(*DATA)},
            {"data": "data"},
            [INSTEAD.format("old/data", "data")],
        ),
    ],
    ids=[
        *("nothing", "right-names", "few-cells", "no-cells", "broken", "without-ids", "other-name"),
        *("half", "too-few", "strange", "strange-broken", "two-others", "swapped", "twice"),
        *("copy-too", "copy-fuller", "broken-and-other", "broken-and-copy", "both-broken"),
        *("better-one", "one-with-more", "copy-and-other", "in-a-folder-too"),
    ],
)
def test_file_of_each_notebook(
    submitted: dict[str, Held], files: dict[str, str], notes: list[str]
) -> None:
    matched = match_names(SOURCES, named(submitted))
    assert matched.files == {name: f"{path}.ipynb" for name, path in files.items()}
    assert list(matched.notes) == notes


@pytest.mark.parametrize(
    "name",
    [
        *("Penguins_Data", "penguins_data (1)", "penguins_data(12)", "penguins_data-Copy1"),
        *("penguins_data-Copy1-Copy2", "penguins data", "penguins-data", "penguins_data - Copy"),
        *("penguins_data copy 2", "penguins_data (copy)", "02/penguins_data", "a/b/Penguins Data"),
    ],
)
def test_names_that_are_alike(name: str) -> None:
    matched = match_names({"penguins_data": notebook("a")}, named({name: BROKEN}))
    assert matched.files == {"penguins_data": f"{name}.ipynb"}
    assert matched.notes == (BY_NAME.format(name, "penguins_data"),)


@pytest.mark.parametrize(
    "name", ["penguins", "penguins_data2", "my penguins_data", "penguins_data/other", "(1)", ""]
)
def test_names_that_are_not_alike(name: str) -> None:
    matched = match_names({"penguins_data": notebook("a")}, named({name: BROKEN}))
    assert matched.files == {}


def test_notebook_whose_cells_another_one_has_too() -> None:
    sources = {"letters": notebook("a"), "numbers": notebook("a", "b")}
    submitted = {"1.ipynb": file("a", "b"), "2.ipynb": file("a")}
    assert match_names(sources, submitted).files == {"letters": "2.ipynb", "numbers": "1.ipynb"}


@pytest.mark.parametrize(
    "path",
    ["data.ipynb.json", "data.ipynb.txt", "data.IPYNB", "data (1).ipynb.json", "a/Data.Ipynb"],
)
def test_notebook_with_a_longer_ending(path: str) -> None:
    matched = match_names(SOURCES, {path: file(*DATA)})
    assert matched.files == {"data": path}
    assert matched.notes == (f"`{path}` was graded as `data`: the names are alike",)


@pytest.mark.parametrize(
    ("submitted", "taken", "note"),
    [
        (
            {"data.ipynb": file(*DATA), "data.ipynb.json": file(*DATA)},
            "data.ipynb",
            "`data.ipynb.json` was not graded: `data.ipynb` was graded instead",
        ),
        (
            {"data.ipynb": file("a"), "data.ipynb.json": file(*DATA)},
            "data.ipynb",
            "`data.ipynb.json` was not graded: `data.ipynb` was graded instead",
        ),
        (
            {"data.ipynb": BROKEN, "data.ipynb.json": file(*DATA)},
            "data.ipynb.json",
            "`data.ipynb` can't be read: `data.ipynb.json` was graded instead",
        ),
        (
            {"data.ipynb.json": file("a"), "data.ipynb.txt": file(*DATA)},
            "data.ipynb.txt",
            "`data.ipynb.json` was not graded: `data.ipynb.txt` was graded instead",
        ),
    ],
    ids=["both", "both-other-fuller", "broken", "fuller"],
)
def test_one_of_several_endings(submitted: dict[str, Held], taken: str, note: str) -> None:
    matched = match_names(SOURCES, submitted)
    assert matched.files == {"data": taken}
    assert note in matched.notes


@pytest.mark.parametrize("path", ["data.json", "data.txt", "data-Copy1.json", "sub/data.json"])
def test_file_of_another_kind_that_holds_the_notebook(path: str) -> None:
    assert may_be_notebook(path, SOURCES)
    matched = match_names(SOURCES, {}, {path: file(*DATA)})
    assert matched.files == {"data": path}
    assert matched.notes == (f"`{path}` was graded as `data`: the names are alike",)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data.json", None),
        ("data.json", file("other")),
        ("data.json", file()),
        ("rows.json", file(*DATA)),
        ("data.csv", file(*DATA)),
        ("data", file(*DATA)),
    ],
    ids=["data", "other-cells", "no-cells", "other-name", "other-ending", "no-ending"],
)
def test_file_of_another_kind_stays_what_it_is(path: str, content: Held) -> None:
    others = {path: content} if may_be_notebook(path, SOURCES) else {}
    assert match_names(SOURCES, {}, others) == Matched({}, ())


def test_file_of_another_kind_goes_after_the_notebook() -> None:
    matched = match_names(SOURCES, {"data.ipynb": file(*DATA)}, {"data.json": file(*DATA)})
    assert matched.files == {"data": "data.ipynb"}
    assert matched.notes == ("`data.json` was not graded: `data.ipynb` was graded instead",)


def test_notes_are_bounded() -> None:
    notes = match_names(SOURCES, {f"x{number}.ipynb": BROKEN for number in range(100)}).notes
    assert notes[-1] == "and 80 more"


NAMES = st.sampled_from(["data", "model", "text", "Data", "data (1)", "x", "y", "sub/model"])
CONTENTS = st.sampled_from([file(*DATA), file(*MODEL), file("a", "b"), file(), BROKEN])


@given(st.dictionaries(NAMES, CONTENTS))
def test_every_file_is_taken_once_or_named(submitted: dict[str, Held]) -> None:
    matched = match_names(SOURCES, named(submitted))
    assert matched == match_names(SOURCES, named(dict(reversed(submitted.items()))))
    assert matched.files.keys() <= SOURCES.keys()
    assert len(set(matched.files.values())) == len(matched.files)
    for name in submitted:
        right = matched.files.get(name) == f"{name}.ipynb"
        about = [note for note in matched.notes if note.startswith(f"`{name}.ipynb` ")]
        assert len(about) == (0 if right else 1)
