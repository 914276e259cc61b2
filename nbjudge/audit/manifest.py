"""The manifest held against the notebooks: points, ids, hints, budgets, nothing left over."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from nbjudge.course.cells import is_grade, is_solution
from nbjudge.course.manifest import Course, Notebook
from nbjudge.course.notebook import read_notebook

# A budget is at least this many times what the reference solution took.
BUDGET_FACTOR = 3
# How a section begins that has a number, and what its text says of others.
_HEADING = re.compile(r"^## (\d+)\. ", re.MULTILINE)
_BUILDS_ON = re.compile(r"[Bb]uilds on exercises? ([\d, and]+)")


def manifest_findings(course: Course) -> list[str]:
    """What does not fit between `course.toml`, `source/` and `solutions/`, a sentence each."""
    findings = list(_files(course))
    ids = Counter(exercise.id for _, n in course.notebooks() for exercise in n.exercises)
    ids.update(list(course.not_graded))
    findings += [
        f"exercise {id_} is listed {count} times" for id_, count in ids.items() if count > 1
    ]
    for assignment, notebook in course.notebooks():
        place = f"{assignment.name}/{notebook.name}"
        findings += [
            f"{place}: {text}"
            for text in notebook_findings(course.folder, assignment.name, notebook)
        ]
    return findings


def notebook_findings(course: Path, assignment: str, notebook: Notebook) -> Iterator[str]:
    """The same for one notebook; nothing for one that is not there."""
    path = course / "source" / assignment / f"{notebook.name}.ipynb"
    if path.is_file():
        content = read_notebook(path)
        yield from _cells(notebook, content)
        yield from _hints(notebook, content)
        yield from _needs(notebook, content)
        yield from _budgets(course, assignment, notebook)


def _files(course: Course) -> Iterator[str]:
    listed = {course.source(*pair) for pair in course.notebooks()}
    there = set((course.folder / "source").glob("*/*.ipynb"))
    for path in sorted(listed - there):
        yield f"{path.relative_to(course.folder)} is in the manifest, but not there"
    for path in sorted(there - listed):
        yield f"{path.relative_to(course.folder)} is not in the manifest"


def _cells(notebook: Notebook, content: NotebookNode) -> Iterator[str]:
    """Differences in grade ids and points, and cells that are not as a source's should be."""
    tests = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in content.cells
        if is_grade(cell)
    }
    solutions = [cell.metadata.nbgrader.grade_id for cell in content.cells if is_solution(cell)]
    listed = [pair for exercise in notebook.exercises for pair in exercise.tests.items()]
    for grade_id, count in Counter(name for name, _ in listed).items():
        if count > 1:
            yield f"test cell {grade_id} is listed for {count} exercises"
    for grade_id in tests.keys() ^ dict(listed).keys():
        yield f"test cell {grade_id} is only in the {_where(grade_id in tests)}"
    for grade_id, points in listed:
        if tests.get(grade_id, points) != points:
            yield f"{grade_id} has {tests[grade_id]} points, {points} in the manifest"
    used = {name for exercise in notebook.exercises for name in exercise.solutions}
    for grade_id in used ^ set(solutions):
        yield f"solution cell {grade_id} is only in the {_where(grade_id in solutions)}"
    for cell in content.cells:
        if is_grade(cell) and is_solution(cell) and cell.cell_type == "code":
            yield f"{cell.metadata.nbgrader.grade_id} both solves and tests"
        if cell.get("outputs") or cell.get("execution_count"):
            yield f"cell {cell.id} holds outputs"


def _hints(notebook: Notebook, content: NotebookNode) -> Iterator[str]:
    prose = " ".join(
        " ".join(cell.source.split()) for cell in content.cells if cell.cell_type == "markdown"
    )
    for exercise in notebook.exercises:
        hints = [" ".join(part.split()) for part in exercise.hint.split("\n\n")]
        if not exercise.hint.strip() or not all(hint in prose for hint in hints):
            yield f"the hint of {exercise.id} is not the one in the notebook"


def _needs(notebook: Notebook, content: NotebookNode) -> Iterator[str]:
    """Exercises that need others, which their texts don't name, and the other way round."""
    sections, texts = _sections(content)
    told = {section: set(_built_on(text)) for section, text in texts.items()}
    known = {
        one.id: {sections.get(name, "") for name in one.solutions} for one in notebook.exercises
    }
    needed: defaultdict[str, set[str]] = defaultdict(set)
    for exercise in notebook.exercises:
        own = known[exercise.id]
        for id_ in exercise.needs:
            if not (others := known.get(id_)):
                yield f"{exercise.id} needs {id_}, which is no exercise of this notebook"
            elif not own & others and not any(told[section] & others for section in own):
                yield f"{exercise.id} needs {id_}, and its text does not say what it builds on"
        for section in own:
            needed[section].update(own, *(known.get(id_, ()) for id_ in exercise.needs))
    for section, numbers in told.items():
        for number in sorted(numbers - needed[section]):
            text = f"exercise {section} does not need exercise {number}"
            yield f"{text}, on which it says that it builds"


def _sections(content: NotebookNode) -> tuple[dict[str, str], dict[str, str]]:
    """The number of the section in which each solution cell stands, and the texts of sections."""
    sections: dict[str, str] = {}
    texts: defaultdict[str, str] = defaultdict(str)
    section = ""
    for cell in content.cells:
        if cell.cell_type == "markdown":
            if heading := _HEADING.search(cell.source):
                section = heading[1]
            texts[section] += cell.source + "\n"
        if is_solution(cell):
            sections[cell.metadata.nbgrader.grade_id] = section
    return sections, texts


def _built_on(text: str) -> list[str]:
    """The numbers of the exercises that a text says it builds on."""
    return [number for listed in _BUILDS_ON.findall(text) for number in re.findall(r"\d+", listed)]


def _budgets(course: Path, assignment: str, notebook: Notebook) -> Iterator[str]:
    """Exercises whose reference solution took more than its share of the budget."""
    path = course / "solutions" / assignment / f"{notebook.name}.ipynb"
    if not path.is_file():
        yield "has no executed solution"
        return
    seconds: defaultdict[str, float] = defaultdict(float)
    for cell in read_notebook(path).cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id and cell.cell_type == "code":
            seconds[grade_id] = _seconds(cell)
    for exercise in notebook.exercises:
        taken = sum(seconds[name] for name in {*exercise.solutions, *exercise.tests})
        if taken * BUDGET_FACTOR > exercise.budget_s:
            yield (
                f"{exercise.id} took {taken:.1f} s, so its budget of {exercise.budget_s:g} s "
                f"is less than {BUDGET_FACTOR} times as much"
            )


def _seconds(cell: NotebookNode) -> float:
    """The run time of an executed cell, from the times that nbclient notes in it."""
    times = cell.metadata.get("execution", {})
    try:
        start, end = times["iopub.execute_input"], times["shell.execute_reply"]
    except KeyError:
        return 0.0
    return (_time(end) - _time(start)).total_seconds()


def _time(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def _where(in_notebook: bool) -> str:
    return "notebook" if in_notebook else "manifest"
