"""Answers count whatever tools did to the notebook around them, and no stub runs over one."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import Config

from nbjudge.course.cells import claimed_id
from nbjudge.submission.reading import read_submitted
from nbjudge.submission.rebuild import Rebuilt, rebuild
from nbjudge.submission.templating import template, untouched

SOLUTION = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


def claims(grade_id: str, *roles: str) -> dict[str, Any]:
    flags = {role: role in roles for role in ("grade", "solution", "locked", "task")}
    points = {"points": 1} if "grade" in roles else {}
    return {"nbgrader": {"schema_version": 3, "grade_id": grade_id} | flags | points}


def task(text: str) -> NotebookNode:
    return new_markdown_cell(text, id=f"text-{text.split()[-1]}")


def answer(grade_id: str, text: str) -> NotebookNode:
    return new_code_cell(text, id=grade_id, metadata=claims(grade_id, "solution"))


def check(grade_id: str, visible: str, hidden: str) -> NotebookNode:
    text = f"{visible}\n\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    return new_code_cell(
        text, id=f"check-{grade_id}", metadata=claims(f"check_{grade_id}", "grade", "locked")
    )


SOURCE = new_notebook(
    cells=[
        task("# Numbers"),
        new_code_cell("import math", id="setup", metadata=claims("setup", "locked")),
        new_code_cell("seen = []", id="plain"),
        task("Write square"),
        answer("square", f"def square(x):\n    {SOLUTION.format('    return x * x')}"),
        check("square", "assert square(2) == 4", "assert square(3) == 9"),
        task("Make root"),
        answer("root", SOLUTION.format("helper = 4\nroot = math.sqrt(helper)")),
        check("root", "number = root\nassert number > 0", "assert root == 2"),
        task("Make two in two cells, low and high"),
        answer("low", SOLUTION.format("low = 1")),
        answer("high", SOLUTION.format("high = low + 1")),
        check("high", "assert low < high", "assert (low, high) == (1, 2)"),
        task("Note one in seen"),
        answer("note", SOLUTION.format("seen.append(1)")),
        check("note", "assert seen", "assert seen[0] == 1"),
        task("Explain why"),
        new_markdown_cell(
            "It is one.", id="why", metadata=claims("why", "grade", "solution") | {"tags": []}
        ),
    ]
)
ANSWERS = {
    "square": "def square(x):\n    return x ** 2",
    "root": "four = 4\nroot = four / 2",
    "low": "low = 1",
    "high": "high = low + 1",
    "note": "seen.append(1)",
    "why": "because",
}
CHECKS = ["square", "root", "high", "note"]
STUBS = {cell.id: cell.source for cell in untouched(SOURCE).cells}


def released() -> NotebookNode:
    """What students get: stubs for the solutions, no hidden tests."""
    notebook = untouched(SOURCE)
    for cell in notebook.cells:
        cell.source = cell.source.partition("### BEGIN HIDDEN TESTS")[0].rstrip("\n")
    return notebook


def answered(**answers: str) -> NotebookNode:
    notebook = released()
    for cell in notebook.cells:
        cell.source = (ANSWERS | answers).get(cell.id, cell.source)
    return notebook


def handed_in(notebook: NotebookNode) -> Rebuilt:
    """The notebook rebuilt from this one, as from the file that it is saved in."""
    return rebuild(template(SOURCE), read_submitted(json.dumps(notebook).encode()))


def passed(rebuilt: Rebuilt) -> list[str]:
    """The checks that pass when all cells run in their order."""
    namespace: dict[str, Any] = {}
    found = []
    for cell in rebuilt.notebook.cells:
        if cell.cell_type == "code":
            try:
                exec(cell.source, namespace)
            except Exception:
                continue
            if (claimed_id(cell) or "").startswith("check_"):
                found.append(cell.id.removeprefix("check-"))
    return found


def text_of(rebuilt: Rebuilt, grade_id: str) -> str:
    (text,) = (cell.source for cell in rebuilt.notebook.cells if claimed_id(cell) == grade_id)
    return str(text)


def place(notebook: NotebookNode, name: str) -> int:
    return [cell.get("id") for cell in notebook.cells].index(name)


# What tools do, in the manner of what they were seen to do


def drop_metadata(notebook: NotebookNode) -> None:
    """As nb-clean does."""
    for cell in notebook.cells:
        cell.metadata = {}


def renew_ids(notebook: NotebookNode) -> None:
    """As Jupytext does on the way back from a script; blank lines at the ends get lost, too."""
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{number:08x}"
        cell.source = cell.source.rstrip("\n")


def drop_metadata_and_renew_ids(notebook: NotebookNode) -> None:
    """As Jupytext does with the option to filter metadata."""
    drop_metadata(notebook)
    renew_ids(notebook)


def number_ids(notebook: NotebookNode) -> None:
    """As nbstripout does."""
    for number, cell in enumerate(notebook.cells):
        cell.id = str(number)


def number_ids_beside_own(notebook: NotebookNode) -> None:
    notebook.cells.insert(2, new_code_cell("mine = 1"))
    number_ids(notebook)


def number_ids_and_drop_metadata(notebook: NotebookNode) -> None:
    number_ids_beside_own(notebook)
    drop_metadata(notebook)


def drop_ids(notebook: NotebookNode) -> None:
    """As Colab does, which keeps ids of its own in the metadata."""
    notebook.nbformat_minor = 0
    for number, cell in enumerate(notebook.cells):
        del cell["id"]
        cell.metadata |= {"id": f"aBcD{number}", "outputId": "e-f"}
    notebook.metadata = {"colab": {"provenance": []}}


def drop_ids_and_metadata(notebook: NotebookNode) -> None:
    notebook.nbformat_minor = 4
    notebook.cells.insert(3, new_code_cell("mine = 1"))
    drop_metadata(notebook)
    for cell in notebook.cells:
        del cell["id"]


def rewrite_tests(notebook: NotebookNode) -> None:
    """As marimo does: its names are made once in a notebook, its comments get lost."""
    drop_metadata_and_renew_ids(notebook)
    for cell in notebook.cells:
        cell.source = cell.source.replace("number", "_number").replace("assert ", "assert  ")
    notebook.cells.insert(0, new_code_cell("import marimo as mo", id="Hbol"))
    notebook.metadata = {"marimo": {}}


def add_parameters(notebook: NotebookNode) -> None:
    """As papermill does."""
    for cell in notebook.cells:
        cell.metadata |= {"papermill": {"status": "completed"}, "tags": []}
    parameters = new_code_cell(
        "# Parameters\nalpha = 1", metadata={"tags": ["injected-parameters"]}
    )
    notebook.cells.insert(0, parameters)


def add_languages(notebook: NotebookNode) -> None:
    """As VS Code does."""
    for cell in notebook.cells:
        cell.metadata |= {"vscode": {"languageId": "python"}}


def merge_versions(notebook: NotebookNode) -> None:
    """As nbdime does, where both versions have a cell of their own."""
    lines = ["<<<<<<< local", "mine = 1", "=======", "theirs = 1", ">>>>>>> remote"]
    notebook.cells[3:3] = [
        new_code_cell(line) if "=" in line[:8] and line[0].isalpha() else new_markdown_cell(line)
        for line in lines
    ]


def double(notebook: NotebookNode) -> None:
    """As real-time collaboration does when two have opened a file at once."""
    notebook.cells += copy.deepcopy(notebook.cells)


def double_beside_stubs(notebook: NotebookNode) -> None:
    notebook.cells = released().cells + notebook.cells


def merge_into_own(notebook: NotebookNode) -> None:
    """As JupyterLab does: the merged cell is the active one, with a new id."""
    for name in ("square", "root", "low", "high", "note"):
        cell = notebook.cells[place(notebook, name)]
        cell.id, cell.metadata = f"new-{name}", {"trusted": True}
        cell.source = f"mine = 1\n\n{cell.source}"


def merge_own_into_answer(notebook: NotebookNode) -> None:
    for name in ("square", "root", "low", "high", "note"):
        cell = notebook.cells[place(notebook, name)]
        cell.id = f"new-{name}"
        cell.source = f"{cell.source}\n\nmine = 1"


def merge_answers(notebook: NotebookNode) -> None:
    low = notebook.cells[place(notebook, "low")]
    high = notebook.cells.pop(place(notebook, "high"))
    low.source = f"{low.source}\n\n{high.source}"


def merge_answers_into_own(notebook: NotebookNode) -> None:
    merge_answers(notebook)
    cell = notebook.cells[place(notebook, "low")]
    cell.id, cell.metadata = "new", {}


def merge_with_locked(notebook: NotebookNode) -> None:
    """As tools do that know nothing of locks."""
    square = notebook.cells.pop(place(notebook, "square"))
    check_square = notebook.cells[place(notebook, "check-square")]
    check_square.source = f"{square.source}\n\n{check_square.source}"


def split(notebook: NotebookNode) -> None:
    """As JupyterLab does: each piece has the metadata, the last one the id."""
    here = place(notebook, "root")
    first, second = notebook.cells[here].source.split("\n")
    piece = new_code_cell(first, metadata=copy.deepcopy(notebook.cells[here].metadata))
    notebook.cells[here].source = second
    notebook.cells.insert(here, piece)


def split_around_own(notebook: NotebookNode) -> None:
    split(notebook)
    here = place(notebook, "root")
    notebook.cells[here].source = "root = half"
    notebook.cells.insert(here, new_code_cell("half = four / 2"))


def split_off(notebook: NotebookNode) -> None:
    """As an editor does that gives the rest no metadata."""
    split(notebook)
    notebook.cells[place(notebook, "root")].metadata = {}


def paste(notebook: NotebookNode) -> None:
    for name in ("square", "check-square"):
        pasted = copy.deepcopy(notebook.cells[place(notebook, name)])
        pasted.id = f"new-{name}"
        notebook.cells.append(pasted)


def cut_and_paste(notebook: NotebookNode) -> None:
    for name in ("square", "check-high"):
        cell = notebook.cells.pop(place(notebook, name))
        cell.id = f"new-{name}"
        notebook.cells.append(cell)


def run(notebook: NotebookNode) -> None:
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [new_output("stream", text="x")], number


@pytest.mark.parametrize(
    "change",
    [
        *(drop_metadata, renew_ids, drop_metadata_and_renew_ids, number_ids),
        *(number_ids_beside_own, number_ids_and_drop_metadata, drop_ids, drop_ids_and_metadata),
        *(rewrite_tests, add_parameters, add_languages, merge_versions, double),
        *(double_beside_stubs, merge_into_own, merge_own_into_answer, merge_answers),
        *(merge_answers_into_own, merge_with_locked, split, split_around_own, split_off, paste),
        *(cut_and_paste, run),
    ],
    ids=lambda change: change.__name__,
)
def test_right_answers_stay_right(change: Callable[[NotebookNode], None]) -> None:
    notebook = answered()
    change(notebook)
    rebuilt = handed_in(notebook)
    assert passed(rebuilt) == CHECKS
    assert "NotImplementedError" not in nbformat.writes(rebuilt.notebook)
    assert "because" in text_of(rebuilt, "why")
    assert rebuilt.unchanged == set()


@pytest.mark.parametrize(
    "change",
    [drop_metadata, renew_ids, drop_metadata_and_renew_ids, drop_ids, drop_ids_and_metadata],
    ids=lambda change: change.__name__,
)
def test_stubs_stay_stubs(change: Callable[[NotebookNode], None]) -> None:
    notebook = released()
    change(notebook)
    rebuilt = handed_in(notebook)
    assert rebuilt.unchanged == set(ANSWERS)
    assert passed(rebuilt) == []


@pytest.mark.parametrize("name", ["square", "root", "low", "high", "note", "why"])
def test_one_answer_without_its_mark_is_that_answer(name: str) -> None:
    notebook = answered()
    cell = notebook.cells[place(notebook, name)]
    cell.id, cell.metadata = "new", {}
    rebuilt = handed_in(notebook)
    assert text_of(rebuilt, name) == ANSWERS[name]
    assert rebuilt.notes == (f"found again without nbgrader's metadata: `{name}`",)


def test_long_list_of_cells_found_again_is_bounded() -> None:
    cells = [answer(f"a{number}", f"a{number} = 1") for number in range(30)]
    source = new_notebook(cells=cells)
    submitted = copy.deepcopy(source)
    drop_metadata(submitted)
    (note,) = rebuild(template(source), submitted).notes
    assert note.endswith("`a19`, and 10 more")


# What is not beyond doubt


def replaced(name: str, *cells: NotebookNode) -> NotebookNode:
    """The answered notebook with these cells instead of one."""
    notebook = answered()
    here = place(notebook, name)
    notebook.cells[here : here + 1] = cells
    return notebook


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("square", ["mine = 1"]),
        ("square", ["square.x = 1", "print(square(x=1) == square)"]),
        ("root", ["import root", "    root = 3", "root == 3", "f(\n    root=3)"]),
        ("note", []),
        ("note", ["print(1)", "print(2)"]),
    ],
    ids=["other-name", "no-assignment", "no-line-of-its-own", "deleted", "which-one"],
)
def test_cell_in_its_place_that_is_no_answer(name: str, cells: list[str]) -> None:
    rebuilt = handed_in(replaced(name, *map(new_code_cell, cells)))
    assert text_of(rebuilt, name) == STUBS[name]
    assert rebuilt.unchanged == {name}
    assert rebuilt.notes == (f"`{name}` was missing and counts as not answered",)


def test_text_of_several_that_may_be_the_answer_is_left_alone() -> None:
    rebuilt = handed_in(replaced("why", new_markdown_cell("one"), new_markdown_cell("two")))
    assert text_of(rebuilt, "why") == "YOUR ANSWER HERE"
    assert [cell.source for cell in rebuilt.notebook.cells[-2:]] == ["one", "two"]


def test_cell_of_ones_own_is_not_taken_for_a_test() -> None:
    rebuilt = handed_in(replaced("check-square", new_code_cell("mine = square(5)")))
    assert passed(rebuilt) == CHECKS
    assert "mine = square(5)" in [cell.source for cell in rebuilt.notebook.cells]


def test_own_cells_beside_an_answer_keep_their_order() -> None:
    texts = ["power = 2", "def square(x):\n    return x ** power", "mine = square(5)"]
    rebuilt = handed_in(replaced("square", *map(new_code_cell, texts)))
    assert text_of(rebuilt, "square") == texts[1]
    start = [cell.source for cell in rebuilt.notebook.cells].index(texts[0])
    assert [cell.source for cell in rebuilt.notebook.cells[start : start + 3]] == texts


# A stub never runs over an answer


def moved(names: list[str], change: Callable[[NotebookNode, str], None]) -> NotebookNode:
    """The answered notebook without these cells, whose texts went elsewhere."""
    notebook = answered()
    notebook.cells = [cell for cell in notebook.cells if cell.id not in names]
    change(notebook, "\n".join(ANSWERS[name] for name in names))
    return notebook


def to_the_top(notebook: NotebookNode, text: str) -> None:
    notebook.cells.insert(0, new_code_cell(text))


def into_setup(notebook: NotebookNode, text: str) -> None:
    notebook.cells[place(notebook, "setup")].source += f"\n{text}"


def into_plain(notebook: NotebookNode, text: str) -> None:
    notebook.cells[place(notebook, "plain")].source += f"\n{text}"


@pytest.mark.parametrize(
    ("names", "change"),
    [
        (["square", "root", "low", "high"], to_the_top),
        (["square", "root", "low", "high"], into_plain),
        (["square"], into_setup),
    ],
    ids=["top", "plain-cell", "locked-cell"],
)
def test_answers_elsewhere_count(
    names: list[str], change: Callable[[NotebookNode, str], None]
) -> None:
    rebuilt = handed_in(moved(names, change))
    assert passed(rebuilt) == CHECKS
    assert rebuilt.unchanged == set()


def test_cell_whose_answer_is_elsewhere_stays_empty_and_says_so() -> None:
    rebuilt = handed_in(moved(["high"], to_the_top))
    assert text_of(rebuilt, "high") == ""
    assert rebuilt.notes == (
        "`high` was missing and stays empty: what other cells make in its place counts",
    )


def test_locked_cell_that_makes_a_default_is_no_answer() -> None:
    source = copy.deepcopy(SOURCE)
    source.cells[1].source += "\nroot = None"
    submitted = moved(["root"], lambda notebook, text: None)
    submitted.cells[1].source += "\nroot = None  # a default"
    rebuilt = rebuild(template(source), read_submitted(json.dumps(submitted).encode()))
    assert rebuilt.unchanged == {"root"}
    assert rebuilt.notes == ("`root` was missing and counts as not answered",)


def test_answer_that_comes_too_late_leaves_the_stub() -> None:
    notebook = moved(["square"], lambda notebook, text: None)
    notebook.cells.append(new_code_cell(ANSWERS["square"]))
    rebuilt = handed_in(notebook)
    assert rebuilt.unchanged == {"square"}
    assert passed(rebuilt) == ["root", "high", "note"]


def test_stub_runs_before_own_cells_in_its_place() -> None:
    own = [new_code_cell("exec('def square(x): return x * x')"), new_code_cell("mine = 1")]
    assert passed(handed_in(replaced("square", *own))) == CHECKS


# The course's own cells with something to solve


def test_plain_cell_with_a_solution_comes_back_as_its_stub() -> None:
    config = Config({"ClearSolutions": {"enforce_metadata": False}})
    secret = new_code_cell(SOLUTION.format("secret = 42"), id="secret")
    source = new_notebook(cells=[secret, *copy.deepcopy(SOURCE.cells)])
    for submitted in (answered(), None):
        rebuilt = rebuild(template(source, config), submitted)
        assert "42" not in nbformat.writes(rebuilt.notebook)
        assert rebuilt.notebook.cells[0].source == STUBS["root"]
