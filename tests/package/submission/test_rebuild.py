"""The rebuilt notebook is the course's own, whatever a student did to it, with the answers in."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    OverwriteCells,
    OverwriteKernelspec,
)
from traitlets.config import Config

from nbjudge.course.cells import claimed_id, is_solution, known_cells
from nbjudge.course.folder import CourseFolder
from nbjudge.course.release import register
from nbjudge.submission.reading import read_submitted
from nbjudge.submission.rebuild import Rebuilt, rebuild
from nbjudge.submission.templating import template, untouched

PROJECT = Path(__file__).parents[3]
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
IMAGES = {"a.png": {"image/png": "QUJD"}}


def claims(grade_id: str, *roles: str, **more: Any) -> dict[str, Any]:
    flags = {role: role in roles for role in ("grade", "solution", "locked", "task")}
    return {"nbgrader": {"schema_version": 3, "grade_id": grade_id} | flags | more}


def course_notebook() -> NotebookNode:
    """A source notebook with cells of every kind that nbgrader knows, and two that it does not."""
    setup = claims("setup", "locked") | {"tags": ["remove-input"]}
    return new_notebook(
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "py"}},
        cells=[
            new_markdown_cell("# Numbers", id="title"),
            new_code_cell("import math", id="setup", metadata=setup),
            new_code_cell("LIMIT = 10", id="plain", metadata={"tags": ["plain"]}),
            new_code_cell(
                "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION",
                id="square",
                metadata=claims("square", "solution"),
            ),
            new_code_cell(
                "assert square(2) == 4\n### BEGIN HIDDEN TESTS\nassert square(3) == 9\n"
                "### END HIDDEN TESTS",
                id="test-square",
                metadata=claims("test_square", "grade", "locked", points=2),
            ),
            new_markdown_cell("Now the root.", id="text"),
            new_code_cell("root = 1", id="root", metadata=claims("root", "solution")),
            new_code_cell(
                "assert root == 1",
                id="test-root",
                metadata=claims("test_root", "grade", "locked", points=1),
            ),
            new_markdown_cell(
                "It is one.", id="why", metadata=claims("why", "grade", "solution", points=3)
            ),
            new_markdown_cell(
                "Draw it.", id="task", metadata=claims("task", "locked", "task", points=5)
            ),
        ],
    )


SOURCE = course_notebook()
KNOWN = ["setup", "square", "test_square", "root", "test_root", "why", "task"]
SOLUTIONS = ["square", "root", "why"]
STUBS = untouched(SOURCE)


def handed_in(**texts: str) -> NotebookNode:
    """The release version with these answers."""
    notebook = copy.deepcopy(STUBS)
    for cell in notebook.cells:
        cell.source = texts.get(cell.id, cell.source)
    return notebook


def answered() -> NotebookNode:
    return handed_in(square="square = 1", root="root = 2", why="because")


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    (cell,) = (cell for cell in notebook.cells if claimed_id(cell) == grade_id)
    return cell


def place_of(notebook: NotebookNode, grade_id: str) -> int:
    return [claimed_id(cell) for cell in notebook.cells].index(grade_id)


def texts(rebuilt: Rebuilt) -> list[str]:
    return [cell.source for cell in rebuilt.notebook.cells]


def copied(grade_id: str, text: str) -> NotebookNode:
    cell = copy.deepcopy(cell_of(SOURCE, grade_id))
    cell.source = text
    return cell


# Nothing to put right


@pytest.mark.parametrize(
    "path", sorted(PROJECT.glob("source/*/*.ipynb")), ids=lambda path: path.stem
)
def test_real_notebooks_come_back(path: Path) -> None:
    source = nbformat.read(path, as_version=4)
    solutions = {name for name, cell in known_cells(source).items() if is_solution(cell)}
    release = PROJECT / "release" / path.relative_to(PROJECT / "source")
    started = rebuild(template(source), read_submitted(release.read_bytes()))
    assert started == Rebuilt(untouched(source), frozenset(solutions), frozenset(), ())
    solved = rebuild(template(source), read_submitted(path.read_bytes()))
    assert solved == Rebuilt(source, frozenset(), frozenset(), ())


def test_only_the_answers_are_the_students() -> None:
    rebuilt = rebuild(template(SOURCE), answered())
    expected = copy.deepcopy(SOURCE)
    for cell, text in zip(SOLUTIONS, ["square = 1", "root = 2", "because"], strict=True):
        cell_of(expected, cell).source = text
    assert rebuilt == Rebuilt(expected, frozenset(), frozenset(), ())


def test_nothing_handed_in_is_all_stubs() -> None:
    assert rebuild(template(SOURCE), None) == Rebuilt(STUBS, frozenset(SOLUTIONS), frozenset(), ())


def test_what_is_given_stays_as_it_is() -> None:
    source, submitted = course_notebook(), answered()
    submitted.cells.insert(3, new_markdown_cell("mine", attachments=IMAGES))
    before = copy.deepcopy(submitted)
    for cell in rebuild(template(source), submitted).notebook.cells:
        cell.metadata["x"] = 1
        cell.get("attachments", {}).clear()
    assert source == course_notebook()
    assert submitted == before


@pytest.mark.parametrize(
    ("text", "unchanged"),
    [
        (STUB, True),
        (STUB.replace("\n", "\r\n"), True),
        (f"\n{STUB}  \n\n", True),
        (STUB.replace("\n", "  \n"), True),
        ("", False),
        (f"{STUB}\nroot = 1", False),
        (f" {STUB}", False),
    ],
    ids=["same", "line-ends", "blank-lines", "blanks", "empty", "more", "indented"],
)
def test_untouched_answer_is_known(text: str, unchanged: bool) -> None:
    rebuilt = rebuild(template(SOURCE), handed_in(square="square = 1", root=text, why="because"))
    assert rebuilt.unchanged == ({"root"} if unchanged else set())


# What students do to cells


def retag(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata = {"nbgrader": {"grade_id": claimed_id(cell)}, "tags": ["skip-execution"]}
        cell.metadata["nbgrader"] |= {"grade": True, "points": 99, "locked": False, "task": True}


def rewrite_tests(notebook: NotebookNode) -> None:
    for name in ("setup", "test_square", "test_root", "task"):
        cell_of(notebook, name).source = "pass"


def retype_tests(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if claimed_id(cell) in ("setup", "test_square", "test_root"):
            cell.cell_type = "markdown"


def rename_kernel(notebook: NotebookNode) -> None:
    notebook.metadata = {"kernelspec": {"name": "mine", "display_name": "x"}, "widgets": {"a": 1}}


def run(notebook: NotebookNode) -> None:
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.outputs = [new_output("stream", text="x" * 1000)]
            cell.execution_count = number


def lose_ids(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        del cell["id"]


def share_an_id(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.id = "same"


@pytest.mark.parametrize(
    "damage",
    [retag, rewrite_tests, retype_tests, rename_kernel, run, lose_ids, share_an_id],
    ids=lambda damage: damage.__name__,
)
def test_damage_without_effect(damage: Callable[[NotebookNode], None]) -> None:
    submitted = answered()
    damage(submitted)
    assert rebuild(template(SOURCE), submitted) == rebuild(template(SOURCE), answered())


@pytest.mark.parametrize(
    ("grade_id", "note"),
    [
        ("root", "`root` was missing and counts as not answered"),
        ("why", "`why` was missing and counts as not answered"),
        ("test_root", "`test_root` was missing and was put back"),
        ("setup", "`setup` was missing and was put back"),
        ("task", "`task` was missing and was put back"),
    ],
)
def test_missing_cell_comes_back(grade_id: str, note: str) -> None:
    submitted = answered()
    submitted.cells.remove(cell_of(submitted, grade_id))
    rebuilt = rebuild(template(SOURCE), submitted)
    expected = copy.deepcopy(rebuild(template(SOURCE), answered()).notebook)
    if grade_id in SOLUTIONS:
        cell_of(expected, grade_id).source = cell_of(STUBS, grade_id).source
    assert rebuilt.notebook == expected
    assert rebuilt.unchanged == {grade_id} & set(SOLUTIONS)
    assert rebuilt.notes == (note,)


def test_notebook_of_other_cells_only() -> None:
    rebuilt = rebuild(template(SOURCE), new_notebook(cells=[new_code_cell("mine = 1")]))
    assert texts(rebuilt)[:3] == ["mine = 1", "import math", "LIMIT = 10"]
    assert [name for cell in rebuilt.notebook.cells if (name := claimed_id(cell))] == KNOWN
    assert rebuilt.unchanged == set(SOLUTIONS)
    assert len(rebuilt.notes) == len(KNOWN) + 1


@pytest.mark.parametrize(
    ("copies", "kept", "note"),
    [
        (["a = 1", "a = 1"], ["a = 1"], "`root` was there 2 times and is kept once"),
        (["a = 1", "a = 1 \r\n", "a = 1"], ["a = 1"], "`root` was there 3 times and is kept once"),
        ([STUB, "a = 1"], ["a = 1"], "`root` was there 2 times and is kept once"),
        (["a = 1", STUB], ["a = 1"], "`root` was there 2 times and is kept once"),
        (["", "a = 1", STUB], ["a = 1"], "`root` was there 3 times and is kept once"),
        ([STUB, STUB], [STUB], "`root` was there 2 times and is kept once"),
        (["", STUB], [STUB], "`root` was there 2 times and is kept once"),
        (
            ["a = 1", STUB, "a = 2", "a = 1", "a = 3"],
            ["a = 1", "a = 2", "a = 3"],
            "`root` was there with different answers: the first is graded, and the others run "
            "after it",
        ),
    ],
    ids=["same", "blanks", "stub-first", "stub-last", "empty", "stubs", "nothing", "different"],
)
def test_copies_of_an_answer(copies: list[str], kept: list[str], note: str) -> None:
    submitted = answered()
    place = place_of(submitted, "root")
    submitted.cells[place : place + 1] = [copied("root", text) for text in copies]
    rebuilt = rebuild(template(SOURCE), submitted)
    place = place_of(rebuilt.notebook, "root")
    found = rebuilt.notebook.cells[place : place_of(rebuilt.notebook, "test_root")]
    assert [cell.source for cell in found] == kept
    assert [cell.metadata for cell in found[1:]] == [{}] * (len(kept) - 1)
    assert rebuilt.notes == (note,)
    assert rebuilt.unchanged == ({"root"} if kept == [STUB] else set())


def test_later_answer_runs_before_the_test() -> None:
    submitted = answered()
    submitted.cells += [new_code_cell("other = 1"), copied("root", "root = 3")]
    rebuilt = rebuild(template(SOURCE), submitted)
    place = place_of(rebuilt.notebook, "root")
    assert texts(rebuilt)[place : place + 3] == ["root = 2", "root = 3", "assert root == 1"]
    assert texts(rebuilt)[-1] == "other = 1"


@pytest.mark.parametrize("name", ["setup", "test_root", "task"])
def test_copies_of_a_locked_cell_are_dropped(name: str) -> None:
    submitted = answered()
    submitted.cells[place_of(submitted, name) : 0] = [copied(name, "x"), copied(name, "y")]
    rebuilt = rebuild(template(SOURCE), submitted)
    assert rebuilt.notebook == rebuild(template(SOURCE), answered()).notebook
    assert f"`{name}` was there 3 times and is kept once" in rebuilt.notes


@pytest.mark.parametrize(
    ("grade_id", "kind", "note"),
    [
        ("root", "markdown", "`root` had become a text cell and is a code cell again"),
        ("root", "raw", "`root` had become a raw cell and is a code cell again"),
        ("why", "code", "`why` had become a code cell and is a text cell again"),
    ],
)
def test_retyped_answer_gets_its_type_back(grade_id: str, kind: str, note: str) -> None:
    submitted = answered()
    cell_of(submitted, grade_id).cell_type = kind
    rebuilt = rebuild(template(SOURCE), submitted)
    assert rebuilt.notebook == rebuild(template(SOURCE), answered()).notebook
    assert rebuilt.notes == (note,)


def test_reordered_cells_are_put_in_order() -> None:
    submitted = answered()
    added = new_code_cell("after = root", id="mine")
    submitted.cells.insert(place_of(submitted, "root") + 1, added)
    known = [cell for cell in submitted.cells if claimed_id(cell) or cell.id == "mine"]
    submitted.cells = submitted.cells[:1] + submitted.cells[2:3] + known[::-1]
    rebuilt = rebuild(template(SOURCE), submitted)
    assert [name for cell in rebuilt.notebook.cells if (name := claimed_id(cell))] == KNOWN
    assert rebuilt.notes == ("some cells had changed places and are back in order",)
    # In the submission it followed the test.
    place = place_of(rebuilt.notebook, "test_root")
    assert rebuilt.notebook.cells[place + 1].source == "after = root"


# Cells that the student added


@pytest.mark.parametrize(
    "added",
    [
        new_code_cell("mine = 1", id="mine"),
        new_code_cell("mine = 1", id="mine", metadata={"tags": ["skip-execution"]}),
        new_code_cell("mine = 1", id="mine", metadata=claims("mine", "grade", points=99)),
        new_code_cell("mine = 1", id="mine", metadata={"nbgrader": {}}),
        new_markdown_cell("mine", id="mine", metadata={"editable": False}),
        new_raw_cell("mine", id="mine", metadata={"format": "text/html"}),
    ],
    ids=["code", "tag", "own-test", "no-claims", "text", "raw"],
)
@pytest.mark.parametrize("place", range(11))
def test_added_cell_keeps_its_place_alone(added: NotebookNode, place: int) -> None:
    submitted = answered()
    submitted.cells.insert(place, added)
    rebuilt = rebuild(template(SOURCE), submitted)
    expected = rebuild(template(SOURCE), answered()).notebook
    expected.cells.insert(place, copy.deepcopy(added) | {"metadata": {}})
    assert rebuilt == Rebuilt(expected, frozenset(), frozenset({added.id}), ())


def test_added_cells_keep_their_order() -> None:
    submitted = answered()
    place = place_of(submitted, "test_root")
    submitted.cells[place:place] = [new_code_cell(f"mine = {number}") for number in range(5)]
    assert texts(rebuild(template(SOURCE), submitted))[place : place + 5] == [
        f"mine = {number}" for number in range(5)
    ]


def test_added_cell_stays_before_a_missing_one() -> None:
    submitted = answered()
    place = place_of(submitted, "test_root")
    submitted.cells[place] = new_code_cell("mine = 1")
    assert texts(rebuild(template(SOURCE), submitted))[place : place + 2] == [
        "mine = 1",
        "assert root == 1",
    ]


def test_ids_of_added_cells_are_never_those_of_the_course() -> None:
    submitted = answered()
    for name in ("setup", "plain", "test-root"):
        submitted.cells.insert(0, new_code_cell(f"mine = '{name}'", id=name))
    rebuilt = rebuild(template(SOURCE), submitted)
    ids = [cell.id for cell in rebuilt.notebook.cells]
    assert len(set(ids)) == len(ids)
    assert cell_of(rebuilt.notebook, "setup").id == "setup"
    assert rebuild(template(SOURCE), submitted) == rebuilt


def test_images_of_a_written_answer_are_kept() -> None:
    submitted = answered()
    cell_of(submitted, "why").attachments = IMAGES
    submitted.cells.append(new_markdown_cell("mine", attachments=IMAGES))
    rebuilt = rebuild(template(SOURCE), submitted)
    assert cell_of(rebuilt.notebook, "why").attachments == IMAGES
    assert rebuilt.notebook.cells[-1].attachments == IMAGES


def test_images_that_the_student_deleted_stay_deleted() -> None:
    source = course_notebook()
    cell_of(source, "why").attachments = IMAGES
    assert "attachments" not in cell_of(rebuild(template(source), answered()).notebook, "why")


# The course's cells that nbgrader does not know


@pytest.mark.parametrize("identified", [True, False], ids=["by-id", "by-text"])
@pytest.mark.parametrize("name", ["plain", "title", "text"])
def test_plain_cell_is_recognised(name: str, identified: bool) -> None:
    submitted = answered()
    (cell,) = (cell for cell in submitted.cells if cell.id == name)
    cell.metadata = {"tags": ["mine"]}
    if identified:
        cell.source = "LIMIT = 5"
    else:
        cell.id = "other"
    rebuilt = rebuild(template(SOURCE), submitted)
    (found,) = (cell for cell in rebuilt.notebook.cells if cell.id == name)
    (original,) = (cell for cell in SOURCE.cells if cell.id == name)
    assert found.source == cell.source
    assert found.metadata == original.metadata
    assert len(rebuilt.notebook.cells) == len(SOURCE.cells)
    assert rebuilt.notes == ()


def test_deleted_text_stays_deleted() -> None:
    submitted = answered()
    submitted.cells = [cell for cell in submitted.cells if cell.id not in ("title", "text")]
    rebuilt = rebuild(template(SOURCE), submitted)
    assert [cell.id for cell in rebuilt.notebook.cells] == [cell.id for cell in submitted.cells]
    assert rebuilt.notes == ()


@pytest.mark.parametrize("fate", ["deleted", "markdown", "raw"])
def test_deleted_plain_code_is_put_back(fate: str) -> None:
    submitted = answered()
    if fate == "deleted":
        del submitted.cells[2]
    else:
        submitted.cells[2].cell_type = fate
    rebuilt = rebuild(template(SOURCE), submitted)
    assert rebuilt.notebook.cells[2] == SOURCE.cells[2]
    assert rebuilt.notes == ("the course's cell `LIMIT = 10` was missing and was put back",)


def test_plain_code_is_put_back_in_order() -> None:
    source = course_notebook()
    more = [new_code_cell(f"step = {number}", id=f"step-{number}") for number in range(4)]
    source.cells[3:3] = more
    submitted = copy.deepcopy(source)
    deleted = ("step-0", "step-2", "step-3")
    submitted.cells = [cell for cell in submitted.cells if cell.id not in deleted]
    rebuilt = rebuild(template(source), submitted)
    assert rebuilt.notebook == source
    assert len(rebuilt.notes) == 3


def test_plain_cells_of_the_same_text_are_all_recognised() -> None:
    source = course_notebook()
    source.cells[3:3] = [new_code_cell("step()", id="step-1"), new_code_cell("step()", id="step-2")]
    submitted = copy.deepcopy(source)
    lose_ids(submitted)
    assert rebuild(template(source), submitted) == Rebuilt(source, frozenset(), frozenset(), ())


def test_plain_code_before_everything_is_put_back_first() -> None:
    source = new_notebook(cells=[new_code_cell("first = 1", id="first"), *course_notebook().cells])
    assert rebuild(template(source), SOURCE).notebook.cells[0].source == "first = 1"


# Sources


@pytest.mark.parametrize("version", [0, 1, 2])
def test_source_of_an_older_nbgrader(version: int) -> None:
    source = course_notebook()
    del source.cells[-1]
    for cell in source.cells:
        if claimed_id(cell):
            del cell.metadata.nbgrader["task"]
            cell.metadata.nbgrader.schema_version = version
    rebuilt = rebuild(template(source), answered()).notebook
    CheckCellMetadata().preprocess(rebuilt, {})
    assert [name for cell in rebuilt.cells if (name := claimed_id(cell))] == KNOWN[:-1]


def test_source_without_cell_ids() -> None:
    source = course_notebook()
    lose_ids(source)
    rebuilt = rebuild(template(source), answered()).notebook
    nbformat.validate(rebuilt)
    assert [cell.source for cell in rebuilt.cells] == texts(rebuild(template(SOURCE), answered()))
    assert rebuild(template(source), answered()).notebook == rebuilt


@pytest.mark.parametrize("name", ["square", "test_square", "setup", "why"])
@pytest.mark.parametrize("identified", [True, False], ids=["with-ids", "without-ids"])
def test_source_with_a_cell_that_has_no_grade_id(name: str, identified: bool) -> None:
    source, submitted = course_notebook(), answered()
    for notebook in (source, submitted):
        del cell_of(notebook, name).metadata.nbgrader["grade_id"]
        if not identified:
            lose_ids(notebook)
    rebuilt = rebuild(template(source), submitted)
    nbformat.validate(rebuilt.notebook)
    CheckCellMetadata().preprocess(rebuilt.notebook, {})
    assert texts(rebuilt) == texts(rebuild(template(SOURCE), answered()))
    assert rebuilt.unchanged == set()


@pytest.mark.parametrize(
    "claims", [{}, {"schema_version": 3}, {"schema_version": 3, "task": False}]
)
def test_source_with_metadata_that_says_nothing(claims: dict[str, Any]) -> None:
    source = course_notebook()
    source.cells[0].metadata["nbgrader"] = NotebookNode(claims)
    assert texts(rebuild(template(source), answered())) == texts(
        rebuild(template(SOURCE), answered())
    )


def test_test_without_points_has_none() -> None:
    source = course_notebook()
    del cell_of(source, "test_root").metadata.nbgrader["points"]
    assert (
        cell_of(rebuild(template(source), None).notebook, "test_root").metadata.nbgrader.points == 0
    )


def test_delimiters_of_the_course() -> None:
    settings = {"begin_solution_delimeter": "ANSWER", "end_solution_delimeter": "REST"}
    source = course_notebook()
    cell_of(source, "square").source = "def square(x):\n    # ANSWER\n    return x * x\n    # REST"
    rebuilt = rebuild(template(source, Config({"ClearSolutions": settings})), None)
    assert cell_of(rebuilt.notebook, "square").source == cell_of(STUBS, "square").source


def test_stubs_of_the_course() -> None:
    config = Config({"ClearSolutions": {"code_stub": {"python": "..."}}})
    rebuilt = rebuild(template(SOURCE, config), handed_in(root="...", square="x"))
    assert rebuilt.unchanged == {"root", "why"}


def test_notes_are_bounded() -> None:
    cells = [
        new_code_cell(metadata=claims(f"answer_{number}", "solution")) for number in range(100)
    ]
    notes = rebuild(template(new_notebook(cells=cells)), new_notebook()).notes
    assert notes[-1] == "and 80 more"


# Any damage


@st.composite
def damaged(draw: st.DrawFn) -> NotebookNode:
    """A submission whose cells were shuffled, deleted, copied, edited, retyped and retagged."""
    pool = [*answered().cells, new_code_cell("mine = 1"), new_markdown_cell("mine", id="setup")]
    cells = [copy.deepcopy(cell) for cell in draw(st.lists(st.sampled_from(pool), max_size=20))]
    for cell in cells:
        change = draw(st.sampled_from(["nothing", "text", "type", "tags", "id", "claims"]))
        if change == "text":
            cell.source = draw(st.sampled_from(["", STUB, "root = 9", "def square(x:"]))
        elif change == "type":
            cell.cell_type = draw(st.sampled_from(["code", "markdown", "raw"]))
        elif change == "tags":
            cell.metadata["tags"] = ["skip-execution"]
        elif change == "id":
            cell.id = draw(st.sampled_from(["setup", "plain", "x", "cell-1"]))
        elif change == "claims":
            cell.metadata = claims(draw(st.sampled_from([*KNOWN, "mine", ""])), "grade", points=99)
    submitted = new_notebook()
    submitted.cells = cells
    return submitted


@given(damaged())
def test_rebuilt_notebook_holds_every_known_cell_once(submitted: NotebookNode) -> None:
    rebuilt = rebuild(template(SOURCE), submitted)
    found = [cell for cell in rebuilt.notebook.cells if "nbgrader" in cell.metadata]
    assert [claimed_id(cell) for cell in found] == KNOWN
    for cell, original in zip(found, known_cells(SOURCE).values(), strict=True):
        if is_solution(cell):
            theirs = [one.source for one in submitted.cells if claimed_id(one) == claimed_id(cell)]
            stub = cell_of(STUBS, claimed_id(cell)).source
            others = [one.source for one in submitted.cells]
            assert cell.source in (theirs or [stub, "", *others])
            assert (claimed_id(cell) in rebuilt.unchanged) == (cell.source == stub)
            cell.source = original.source
        assert cell == original
    assert [cell.cell_type for cell in rebuilt.notebook.cells if cell.id == "plain"] == ["code"]
    tagged = [cell.id for cell in rebuilt.notebook.cells if "tags" in cell.metadata]
    assert set(tagged) <= {"setup", "plain"}
    nbformat.validate(rebuilt.notebook)
    CheckCellMetadata().preprocess(rebuilt.notebook, {})


@given(damaged())
def test_rebuilding_again_changes_nothing(submitted: NotebookNode) -> None:
    once = rebuild(template(SOURCE), submitted)
    again = rebuild(template(SOURCE), read_submitted(nbformat.writes(once.notebook).encode()))
    assert again == Rebuilt(once.notebook, once.unchanged, once.added, ())


# nbgrader's own view of it


def test_nbgrader_takes_it_as_it_is(course: CourseFolder) -> None:
    path = course.path / "source" / "01-numbers" / "numbers.ipynb"
    source = nbformat.read(path, as_version=4)
    source.cells += [
        cell for cell in course_notebook().cells if claimed_id(cell) in ("why", "task")
    ]
    nbformat.write(source, path)
    register(course, "01-numbers")
    submitted = copy.deepcopy(source)
    submitted.cells[1].source = "def square(x):\n    return 4"
    del submitted.cells[2]
    submitted.cells += [copy.deepcopy(submitted.cells[3]), new_code_cell("mine = 1")]
    retag(submitted)
    rebuilt = rebuild(template(source), submitted).notebook
    resources = {
        "nbgrader": {
            "assignment": "01-numbers",
            "notebook": "numbers",
            "student": "ada",
            "db_url": course.directory.db_url,
        }
    }
    sanitized = copy.deepcopy(rebuilt)
    for preprocessor in (
        ClearOutput,
        DeduplicateIds,
        OverwriteKernelspec,
        OverwriteCells,
        CheckCellMetadata,
    ):
        pre = preprocessor(config=course.config)
        sanitized, resources = pre.preprocess(sanitized, resources)
    for cell in sanitized.cells:
        cell.metadata.get("nbgrader", {}).pop("checksum", None)
    assert sanitized == rebuilt
