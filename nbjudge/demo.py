"""A sample class in a scratch course, made from the project's own known answers."""

from __future__ import annotations

import copy
import datetime
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from nbjudge.audit.answers import load_answer
from nbjudge.audit.variants import ANSWERS
from nbjudge.course.cells import is_solution
from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.notebook import read_notebook
from nbjudge.course.release import register
from nbjudge.errors import CourseError, UsageError

CLASS = "class.toml"
_MARKER = ".nbjudge-demo"
_DUE = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)
_MARKERS = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


@dataclass(frozen=True)
class Student:
    """One student of the sample class.

    `answers` names the known answer handed in for a notebook; the others are the reference
    solution. Only the first `done` of each notebook's solution cells are filled (a share from 0
    to 1). `late_h` counts the hours after the due date; `damaged` names notebooks whose file is
    cut off.
    """

    id: str
    about: str
    answers: Mapping[str, str] = field(default_factory=dict)
    done: float = 1.0
    late_h: float = 0.0
    damaged: tuple[str, ...] = ()


def load_class(course: Path) -> list[Student]:
    """The sample class of a course folder."""
    path = course / ANSWERS / CLASS
    if not path.is_file():
        raise CourseError(
            f"course folder {course}",
            f"a sample class, {ANSWERS / CLASS}",
            "none",
            "Run the demo in a checkout of the project.",
        )
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["student"]
        return [Student(**row | {"damaged": tuple(row.get("damaged", ()))}) for row in rows]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(str(path), "a table [[student]] for each student", str(error)) from error


def lay_out(course: Path, scratch: Path) -> CourseFolder:
    """A scratch course with the sources of `course` and what its sample class handed in.

    A scratch course of an earlier demo is replaced; any other folder is left alone.
    """
    students = load_class(course)
    if scratch.exists() and not (scratch / _MARKER).exists() and any(scratch.iterdir()):
        raise UsageError(
            f"folder {scratch}",
            "a new folder, or that of an earlier demo",
            "another one",
            "Name a new one: nbjudge demo DIR.",
        )
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    (scratch / _MARKER).touch()
    shutil.copytree(course / "source", scratch / "source")
    for name in ("nbgrader_config.py", "course.toml"):
        shutil.copy(course / name, scratch / name)
    folder = open_folder(scratch)
    for assignment in folder.assignments():
        register(folder, assignment)
        with folder.gradebook() as gradebook:
            due = _DUE.replace(tzinfo=None)  # nbgrader keeps UTC without saying so
            gradebook.update_or_create_assignment(assignment, duedate=due)
        for student in students:
            _hand_in(course, folder, assignment, student)
    return folder


def handed_in(
    release: NotebookNode, source: NotebookNode, answers: Mapping[str, str], done: float
) -> NotebookNode:
    """A release notebook, filled by a student: known answers first, else the reference."""
    filled = copy.deepcopy(release)
    cells = [cell for cell in filled.cells if is_solution(cell)]
    reference = {
        cell.metadata.nbgrader.grade_id: _MARKERS.sub("", cell.source).rstrip()
        for cell in source.cells
        if is_solution(cell)
    }
    for cell in cells[: round(done * len(cells))]:
        grade_id = cell.metadata.nbgrader.grade_id
        cell.source = answers.get(grade_id, reference[grade_id])
    return filled


def _hand_in(course: Path, folder: CourseFolder, assignment: str, student: Student) -> None:
    target = folder.step(folder.directory.submitted_directory, assignment, student.id)
    target.mkdir(parents=True)
    handed = _DUE + datetime.timedelta(hours=student.late_h or -1)
    (target / "timestamp.txt").write_text(f"{handed:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
    for path in sorted(folder.step("release", assignment).glob("*.ipynb")):
        source = read_notebook(folder.step("source", assignment) / path.name)
        answers: Mapping[str, str] = {}
        if path.stem in student.answers:
            name = f"{student.answers[path.stem]}.py"
            answers = load_answer(course / ANSWERS / assignment / path.stem / name).cells
        notebook = handed_in(read_notebook(path), source, answers, student.done)
        text = nbformat.writes(notebook)
        if path.stem in student.damaged:
            text = text[: len(text) // 2]
        (target / path.name).write_text(text, encoding="utf-8")
