"""The classes that are graded: one of this course, and one of a small course without TensorFlow."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator, Mapping
from itertools import count, cycle, islice
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.audit.answers import load_answer
from nbjudge.audit.variants import ANSWERS
from nbjudge.course.cells import is_solution
from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.notebook import read_notebook
from nbjudge.course.release import register
from nbjudge.demo import handed_in

PROJECT = Path(__file__).parents[1]
_SQUARE = """\
def square(x):
    ### BEGIN SOLUTION
    return x * x
    ### END SOLUTION"""
_TEST_SQUARE = """\
assert square(2) == 4
### BEGIN HIDDEN TESTS
assert square(-3) == 9
### END HIDDEN TESTS"""


def course_class(path: Path, students: int, *, is_short: bool) -> CourseFolder:
    """This course, with a class in which no two have handed in the same for a notebook.

    If it `is_short`, of every second assignment the first notebook.
    """
    path.mkdir()
    for folder in sorted((PROJECT / "source").iterdir())[:: 2 if is_short else 1]:
        shutil.copytree(folder, path / "source" / folder.name)
        if is_short:
            for file in sorted((path / "source" / folder.name).glob("*.ipynb"))[1:]:
                file.unlink()
    shutil.copy(PROJECT / "course.toml", path)
    shutil.copy(PROJECT / "nbgrader_config.py", path)
    course = open_folder(path)
    # Over all notebooks as many variants as answers in other ways, whatever the number of students.
    first = cycle((0, 1))
    for assignment in course.assignments():
        register(course, assignment)
        for file in sorted(course.step("source", assignment).glob("*.ipynb")):
            source = read_notebook(file)
            release = read_notebook(course.step("release", assignment) / file.name)
            start = next(first)
            answers = islice(_answers(assignment, file.stem, source), start, start + students)
            _hand_in(course, assignment, file.name, release, source, answers)
    return course


def small_class(path: Path, students: int = 1) -> CourseFolder:
    """A course of one notebook with one exercise, of plain Python."""
    source = new_notebook(
        cells=[
            new_markdown_cell("# Squares", id="title"),
            _graded(_SQUARE, "square"),
            _graded(_TEST_SQUARE, "test_square", points=2),
        ],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )
    folder = path / "source" / "01-squares"
    folder.mkdir(parents=True)
    nbformat.write(source, folder / "squares.ipynb")
    shutil.copy(PROJECT / "nbgrader_config.py", path)
    course = open_folder(path)
    register(course, folder.name)
    release = read_notebook(course.step("release", folder.name) / "squares.ipynb")
    answers = islice(_variants(source), students)
    _hand_in(course, folder.name, "squares.ipynb", release, source, answers)
    return course


def _graded(source: str, grade_id: str, *, points: int | None = None) -> NotebookNode:
    metadata = {
        "schema_version": 3,
        "grade_id": grade_id,
        "solution": points is None,
        "grade": points is not None,
        "locked": points is not None,
        "task": False,
    }
    if points is not None:
        metadata["points"] = points
    return new_code_cell(source, id=grade_id, metadata={"nbgrader": metadata})


def _hand_in(
    course: CourseFolder,
    assignment: str,
    name: str,
    release: NotebookNode,
    source: NotebookNode,
    answers: Iterator[Mapping[str, str]],
) -> None:
    for number, answer in enumerate(answers, start=1):
        target = course.step("submitted", assignment, f"student{number:02}") / name
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(handed_in(release, source, answer, 1.0), target)


def _answers(assignment: str, name: str, source: NotebookNode) -> Iterator[Mapping[str, str]]:
    """Answers to a notebook, each another one: right and wrong ones by turns.

    Every second one is a variant of the reference solution, as of whoever did what the text says;
    the others are known answers, which do it in ways of their own.
    """
    known = [
        load_answer(one) for one in sorted((PROJECT / ANSWERS / assignment / name).glob("*.py"))
    ]
    right = [answer.cells for answer in known if answer.right]
    wrong = [answer.cells for answer in known if not answer.right]
    variants = _variants(source)
    for place in range(max(len(right), len(wrong))):
        for answer in (*right[place : place + 1], *wrong[place : place + 1]):
            yield answer
            yield next(variants)
    yield from variants


def _variants(source: NotebookNode) -> Iterator[dict[str, str]]:
    """The reference solution of a notebook in other words, which come to the same."""
    cells = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in source.cells
        if is_solution(cell) and cell.cell_type == "code"
    }
    for number in count(1):
        yield {name: _in_other_words(text, number) for name, text in cells.items()}


def _in_other_words(text: str, number: int) -> str:
    """A cell with other names in its functions, and keyword arguments in another order."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            names = [keyword.arg for keyword in node.keywords]
            if None not in names and all(
                isinstance(one.value, ast.Constant) for one in node.keywords
            ):
                turn = number % len(names) if names else 0
                node.keywords = node.keywords[turn:] + node.keywords[:turn]
        elif isinstance(node, ast.FunctionDef):
            _rename(node, number)
    # Also where there was nothing to change.
    return f"{ast.unparse(tree)}\n_ = {number}"


def _rename(function: ast.FunctionDef, number: int) -> None:
    """Renames the variables that a function without functions in it sets for itself."""
    inner = list(ast.walk(function))[1:]
    if any(isinstance(node, ast.FunctionDef | ast.Lambda | ast.Global) for node in inner):
        return
    own = {
        node.id for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } - {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    for node in inner:
        if isinstance(node, ast.Name) and node.id in own:
            node.id = f"{node.id}_{number}"
