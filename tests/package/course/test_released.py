"""The assignment as it was released: what it is, and what happens when its source changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment

from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import nbgrader_cells, read_notebook
from nbjudge.course.python_kernels import with_python_kernels
from nbjudge.course.release import register, release
from nbjudge.course.released import follow, released
from nbjudge.errors import CourseError

from ..conftest import graded_cell

NAME = "01-numbers"
AUTOTESTS = """
python3:
    setup: "from hashlib import sha1"
    hash: 'sha1({{snippet}}.encode("utf-8")+b"{{salt}}").hexdigest()'
    dispatch: "type({{snippet}})"
    normalize: "str({{snippet}})"
    check: 'assert {{snippet}} == "{{value}}", "{{message}}"'
    templates:
        default:
            - test: "{{snippet}}"
              fail: "{{snippet}} is another value"
"""
Edit = Callable[[NotebookNode], None]


@pytest.fixture
def edit(course: CourseFolder) -> Callable[[Edit], None]:
    """Changes the source of `numbers`."""

    def change(how: Edit) -> None:
        path = course.path / "source" / NAME / "numbers.ipynb"
        notebook = read_notebook(path)
        how(notebook)
        nbformat.write(notebook, path)

    return change


def by_nbgrader(course: CourseFolder) -> None:
    """Releases as `nbgrader generate_assignment` does."""
    converter = GenerateAssignment(coursedir=course.directory, config=course.config)
    converter.force = True
    # Only that nothing is left behind in this process.
    converter.preprocessors = with_python_kernels(converter.preprocessors)
    course.run(converter, NAME)


def kept(course: CourseFolder) -> dict[str, NotebookNode]:
    return nbgrader_cells(read_notebook(released(course, NAME)["numbers"]))


def points(course: CourseFolder) -> dict[str, float]:
    with course.gradebook() as gradebook:
        notebook = gradebook.find_notebook("numbers", NAME)
        return {cell.name: cell.max_score for cell in notebook.grade_cells}


def worth_five(notebook: NotebookNode) -> None:
    notebook.cells[2].metadata.nbgrader.points = 5


def without_the_last(notebook: NotebookNode) -> None:
    del notebook.cells[3:]


def other_test(notebook: NotebookNode) -> None:
    notebook.cells[4].source = "assert answer == 43"


def one_more(notebook: NotebookNode) -> None:
    notebook.cells.append(graded_cell("assert answer > 0", "test_more", points=3))


def renamed(notebook: NotebookNode) -> None:
    notebook.cells[4].metadata.nbgrader.grade_id = "test_the_answer"


def unfinished(notebook: NotebookNode) -> None:
    notebook.cells[1].source = "### BEGIN SOLUTION"


@pytest.mark.parametrize("by", ["nbjudge", "nbgrader"])
def test_solutions_and_hidden_tests_are_in_it(by: str, course: CourseFolder) -> None:
    register(course, NAME) if by == "nbjudge" else by_nbgrader(course)
    cells = kept(course)
    assert "return x * x" in cells["square"].source
    assert "HIDDEN TESTS" in cells["test_square"].source
    assert not follow(course, NAME).left


@pytest.mark.parametrize("by", ["nbjudge", "nbgrader"])
def test_tests_made_at_release_are_those_of_students_and_gradebook(
    by: str, course: CourseFolder, edit: Callable[[Edit], None]
) -> None:
    (course.path / "source" / NAME / "autotests.yml").write_text(AUTOTESTS, encoding="utf-8")

    def made(notebook: NotebookNode) -> None:
        # As no two releases are alike: it is made once, and not again for the grader.
        notebook.cells[1].source = "import time\nsquare = time.time_ns"
        notebook.cells[2].source = "### AUTOTEST square()\n### HASHED AUTOTEST square()"

    edit(made)
    register(course, NAME) if by == "nbjudge" else by_nbgrader(course)
    given = nbgrader_cells(read_notebook(course.path / "release" / NAME / "numbers.ipynb"))
    assert re.search(r'== "\d+"', given["test_square"].source)
    assert "sha1" in given["test_square"].source
    assert kept(course)["test_square"].source == given["test_square"].source


@pytest.mark.parametrize("by", ["nbjudge", "nbgrader"])
@pytest.mark.parametrize(
    ("change", "worth", "said"),
    [
        (worth_five, {"test_square": 5, "test_answer": 1}, "`test_square` of numbers is worth 5"),
        (without_the_last, {"test_square": 2}, "`test_answer` of numbers is gone"),
    ],
    ids=["points", "gone"],
)
def test_what_tests_are_worth_follows_the_source(
    change: Edit,
    worth: dict[str, float],
    said: str,
    by: str,
    course: CourseFolder,
    edit: Callable[[Edit], None],
) -> None:
    register(course, NAME) if by == "nbjudge" else by_nbgrader(course)
    edit(change)
    before = points(course)
    changes = follow(course, NAME, adopt=False)
    assert any(said in change for change in changes.followed)
    assert not changes.left
    assert points(course) == before
    changes = follow(course, NAME)
    assert any(said in change for change in changes.followed)
    assert not changes.left
    assert points(course) == worth
    graded = {name: cell.metadata.nbgrader.get("points") for name, cell in kept(course).items()}
    assert {name: value for name, value in graded.items() if value is not None} == worth
    assert follow(course, NAME).followed == ()


@pytest.mark.parametrize("by", ["nbjudge", "nbgrader"])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_test, "`test_answer` of numbers has another text"),
        (one_more, "`test_more` of numbers is new"),
        (renamed, "`test_the_answer` of numbers is new; `test_answer` of numbers is gone"),
    ],
    ids=["text", "new", "renamed"],
)
def test_everything_else_stays_as_released_until_it_is_released_anew(
    change: Edit, said: str, by: str, course: CourseFolder, edit: Callable[[Edit], None]
) -> None:
    register(course, NAME) if by == "nbjudge" else by_nbgrader(course)
    before = {name: cell.source for name, cell in kept(course).items()}
    edit(change)
    finding = follow(course, NAME).finding
    assert said in finding
    assert f"nbjudge release {NAME}" in finding
    assert {name: cell.source for name, cell in kept(course).items()} == before
    register(course, NAME)
    assert follow(course, NAME).finding == ""
    assert {name: cell.source for name, cell in kept(course).items()} != before


def test_change_that_is_older_than_the_first_look_is_found(
    course: CourseFolder, edit: Callable[[Edit], None]
) -> None:
    by_nbgrader(course)
    edit(other_test)
    assert "`test_answer` of numbers has another text" in follow(course, NAME).finding
    assert "42" in kept(course)["test_answer"].source


def test_release_by_nbgrader_takes_the_place_of_an_older_one(
    course: CourseFolder, edit: Callable[[Edit], None]
) -> None:
    register(course, NAME)
    edit(other_test)
    edit(one_more)
    by_nbgrader(course)
    assert follow(course, NAME).finding == ""
    assert kept(course)["test_answer"].source == "assert answer == 43"
    assert "test_more" in kept(course)


def test_hidden_test_alone_makes_a_release_stale(
    course: CourseFolder, edit: Callable[[Edit], None]
) -> None:
    release(course, [NAME], progress=print)
    said: list[str] = []
    release(course, [NAME], progress=said.append)
    assert f"release/{NAME} is up to date" in said

    def harder(notebook: NotebookNode) -> None:
        cell = notebook.cells[4]
        cell.source = cell.source.replace("answer, 42", "answer, 43")

    edit(harder)
    release(course, [NAME], progress=said.append)
    assert "43" in kept(course)["test_answer"].source


def test_source_that_nbgrader_refuses_is_graded_as_it_was_released(
    course: CourseFolder, edit: Callable[[Edit], None]
) -> None:
    register(course, NAME)
    edit(unfinished)
    edit(worth_five)
    (course.path / "source" / NAME / "letters.ipynb").write_text("{", encoding="utf-8")
    assert "nbgrader refuses it now" in follow(course, NAME).finding
    assert "return x * x" in kept(course)["square"].source


def test_assignment_that_was_not_released_is_said(course: CourseFolder) -> None:
    with pytest.raises(CourseError, match=f"nbjudge release {NAME}"):
        released(course, NAME)


def test_notebook_that_is_gone_is_graded_as_it_was_released(course: CourseFolder) -> None:
    register(course, NAME)
    (course.path / "source" / NAME / "letters.ipynb").rename(
        course.path / "source" / NAME / "texts.ipynb"
    )
    finding = follow(course, NAME).finding
    assert "the notebook `letters` is gone" in finding
    assert "the notebook `texts` is new" in finding
    assert released(course, NAME).keys() == {"letters", "numbers"}


def test_kernel_of_another_machine_is_no_hindrance(
    course: CourseFolder, edit: Callable[[Edit], None]
) -> None:
    (course.path / "source" / NAME / "autotests.yml").write_text(AUTOTESTS, encoding="utf-8")

    def elsewhere(notebook: NotebookNode) -> None:
        notebook.metadata.kernelspec.name = "conda-env-course-py"
        notebook.cells[2].source = "### AUTOTEST square(3)"

    edit(elsewhere)
    assert release(course, [NAME], progress=print) == ([NAME], {})
    for step in ("release", "solutions"):
        notebook = read_notebook(course.path / step / NAME / "numbers.ipynb")
        assert notebook.metadata.kernelspec.name == "conda-env-course-py"
    assert '== "9"' in kept(course)["test_square"].source


def test_another_language_is_refused(course: CourseFolder) -> None:
    for name in ("numbers", "letters"):
        path = course.path / "source" / NAME / f"{name}.ipynb"
        notebook = read_notebook(path)
        notebook.metadata.kernelspec = {"display_name": "R", "language": "R", "name": "ir"}
        nbformat.write(notebook, path)
    register(course, NAME)
    with pytest.raises(CourseError, match="expected some in Python, got only r"):
        follow(course, NAME)
