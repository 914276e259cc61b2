"""The project's own manifest, release and solutions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from nbjudge.audit.manifest import manifest_findings
from nbjudge.course.cells import is_grade, is_solution
from nbjudge.course.folder import open_folder
from nbjudge.course.lesson_map import lesson_map
from nbjudge.course.manifest import load_course
from nbjudge.course.release import stale_release, stale_solutions
from nbjudge.demo import load_class

PROJECT = Path(__file__).parents[2]
COURSE = load_course(PROJECT)
NOTEBOOKS = list(COURSE.notebooks())
# The exercises of the lesson itself; a course may have others beside them.
LESSON = (
    [f"I{n}" for n in range(1, 15)]
    + [f"P{n}" for n in range(1, 31)]
    + [f"R{n}" for n in range(1, 13)]
    + [f"W{n}" for n in range(1, 35)]
    + [f"C{n}" for n in range(1, 26)]
    + [f"T{n}" for n in range(1, 10)]
    + [f"O{n}" for n in range(1, 6)]
)
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)\s*### END SOLUTION", re.DOTALL)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n(.*?)\s*### END HIDDEN TESTS", re.DOTALL)
IMPORTED = re.compile(r"^\s*from [\w.]+ import \([^)]*\)", re.MULTILINE)
COMMON = re.compile(r"(import|from|except) |.*\($|\w+,$")

each_notebook = pytest.mark.parametrize(
    ("assignment", "notebook"), NOTEBOOKS, ids=[notebook.name for _, notebook in NOTEBOOKS]
)
each_assignment = pytest.mark.parametrize("name", [one.name for one in COURSE.assignments])


def test_manifest_fits_the_notebooks() -> None:
    assert manifest_findings(COURSE) == []


def test_every_exercise_of_the_lesson_is_there() -> None:
    graded = {exercise.id for _, notebook in NOTEBOOKS for exercise in notebook.exercises}
    missing = set(LESSON) - graded - COURSE.not_graded.keys()
    assert missing == set(), "in course.toml as no exercise, and not under [[not_graded]]"
    assert all(len(reason) > 10 for reason in COURSE.not_graded.values())


def test_map_is_fresh_and_says_something_of_every_exercise() -> None:
    page = (PROJECT / "docs" / "lesson-map.md").read_text(encoding="utf-8")
    assert page == lesson_map(COURSE), "run: nbjudge map > docs/lesson-map.md"
    for _, notebook in NOTEBOOKS:
        assert [e.id for e in notebook.exercises if not e.kinds or not e.reference] == []


def test_a_cell_may_run_as_long_as_its_budget() -> None:
    timeout = open_folder(PROJECT).config.Execute.timeout
    assert timeout >= max(e.budget_s for _, notebook in NOTEBOOKS for e in notebook.exercises)


@each_assignment
def test_release_and_solutions_are_fresh(name: str) -> None:
    folder = open_folder(PROJECT)
    assert stale_release(folder, name) == []
    assert stale_solutions(folder, name) == []


def lines(texts: list[str]) -> set[str]:
    """The telling lines of some code: no imports, opened calls, `except`, bare names."""
    found = {line.strip() for text in texts for line in IMPORTED.sub("", text).splitlines()}
    return {line for line in found if len(line) >= 8 and not COMMON.match(line)}


def read(step: str, assignment: str, notebook: str) -> nbformat.NotebookNode:
    return nbformat.read(PROJECT / step / assignment / f"{notebook}.ipynb", as_version=4)


def test_release_holds_no_line_of_a_solution_or_hidden_test() -> None:
    secret: set[str] = set()
    released: set[str] = set()
    for assignment, notebook in NOTEBOOKS:
        for cell in read("source", assignment.name, notebook.name).cells:
            secret |= lines(SOLUTION.findall(cell.source))
            # A hidden test may say again what the visible part of its own cell says.
            secret |= lines(HIDDEN.findall(cell.source)) - lines([HIDDEN.sub("", cell.source)])
        for cell in read("release", assignment.name, notebook.name).cells:
            released |= lines([cell.source])
    assert secret & released == set()


@each_notebook
def test_release_has_stubs_and_no_outputs(assignment, notebook) -> None:
    cells = read("release", assignment.name, notebook.name).cells
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
    for cell in cells:
        if is_solution(cell):
            assert "YOUR " in cell.source, cell.metadata.nbgrader.grade_id


@each_notebook
def test_solutions_are_quiet(assignment, notebook) -> None:
    for cell in read("solutions", assignment.name, notebook.name).cells:
        outputs = cell.get("outputs", [])
        loud = [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
        assert loud == [], cell.source
        if is_grade(cell):
            assert not outputs, "a test cell prints or shows something"


@each_notebook
def test_points_table_adds_up(assignment, notebook) -> None:
    cells = read("source", assignment.name, notebook.name).cells
    rows = re.findall(r"^\| *\d+\..*\| *([\d.]+) *\|$", cells[0].source, re.MULTILINE)
    assert sum(map(float, rows)) == notebook.points, (
        "the table in the first cell needs a row `| 3. TITLE | POINTS |` for each exercise"
    )


@each_notebook
def test_every_exercise_folds_a_hint_away(assignment, notebook) -> None:
    text = "\n".join(cell.source for cell in read("source", assignment.name, notebook.name).cells)
    hints = text.count("<details>\n<summary>Hint</summary>\n\n")
    assert hints == text.count("<details>") == text.count("\n\n</details>"), (
        "a hint stands between empty lines: <details>, <summary>Hint</summary>, text, </details>"
    )
    assert hints >= len(notebook.exercises) / 2, "fewer hints than half of the exercises"


@each_notebook
def test_cells_are_told_apart_and_run_in_any_environment(assignment, notebook) -> None:
    content = read("source", assignment.name, notebook.name)
    ids = Counter(cell.id for cell in content.cells)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert content.metadata.kernelspec.name == "python3"


def test_sample_class_hands_in_known_answers() -> None:
    known = {
        path.parent.name: {answer.stem for answer in path.parent.glob("*.py")}
        for path in (PROJECT / "tests" / "course").glob("*/*/*.py")
    }
    students = load_class(PROJECT)
    assert len({student.id for student in students}) >= 8
    for student in students:
        for notebook, answer in student.answers.items():
            assert answer in known[notebook], student.id
        assert set(student.damaged) <= known.keys()
