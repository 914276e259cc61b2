"""The two courses as folders with a class in them, and what nbgrader says of the class."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.plugins.export import CsvExportPlugin
from sqlalchemy.exc import SAWarning

from foreign.notebooks import hand_in, notebook

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Course:
    """A course of this folder: the kernel of its notebooks, and when each assignment is due.

    The notebook `old`, if there is one, is left from the first years of nbgrader.
    """

    name: str
    course_id: str
    kernel: str
    due: Mapping[str, datetime]
    old: str = ""


@dataclass(frozen=True)
class Books:
    """What nbgrader says of a class, by (student, assignment).

    `cells` are rows of the gradebook by notebook and cell, `exported` those of `nbgrader export`;
    `submissions` and `notebooks` what Formgrader shows; `penalties` go by notebook, `totals` by
    student.
    """

    cells: dict[tuple[str, str], dict[tuple[str, str], tuple[object, ...]]]
    exported: dict[tuple[str, str], dict[str, str]]
    submissions: dict[tuple[str, str], dict[str, Any]]
    notebooks: dict[tuple[str, str], dict[str, dict[str, Any]]]
    penalties: dict[tuple[str, str], dict[str, float]]
    totals: dict[str, float]


def lay_out(course: Course, place: Path) -> None:
    """Makes a folder of the course, with its sources."""
    shutil.copytree(HERE / course.name, place, ignore=shutil.ignore_patterns("students"))
    for path in place.glob("source/**/*.py"):
        text = path.read_text(encoding="utf-8")
        if text.startswith("# %%"):
            made = notebook(text, course.kernel, schema=1 if path.stem == course.old else 3)
            nbformat.write(made, path.with_suffix(".ipynb"))
            path.unlink()


def hand_out_and_in(course: Course, place: Path) -> None:
    """Releases the assignments by nbgrader, and puts there what the class handed in.

    One student, zoe, is on the roster and hands in nothing.
    """
    if course.old:
        run(place, "nbgrader", "update", "source")
    for name in course.due:
        run(place, "nbgrader", "generate_assignment", name)
    students = sorted((HERE / course.name / "students").glob("*.py"))
    with gradebook(course, place) as book:
        for name, due in course.due.items():
            book.update_or_create_assignment(name, duedate=due)
        for student in (*(path.stem for path in students), "zoe"):
            book.update_or_create_student(student)
    for path in students:
        hand_in(path.read_text(encoding="utf-8"), place, path.stem)


def with_kernel(course: Course, place: Path) -> dict[str, str]:
    """An environment with the kernel that the course's notebooks ask for, made in `place`."""
    folder = place / "kernels" / course.kernel
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "Python 3", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    return {**os.environ, "JUPYTER_PATH": str(place)}


def run(
    place: Path, *command: str, env: Mapping[str, str] | None = None, status: int = 0
) -> subprocess.CompletedProcess[str]:
    """A command, run in this folder; it has to end with this status."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=place, env=env, capture_output=True, text=True
    )
    assert done.returncode == status, done.stdout[-3000:] + done.stderr[-6000:]
    return done


@contextmanager
def gradebook(course: Course, place: Path) -> Iterator[Gradebook]:
    """The gradebook of a course folder."""
    with warnings.catch_warnings():
        # nbgrader makes its records in an order that SQLAlchemy remarks on.
        warnings.simplefilter("ignore", SAWarning)
        with Gradebook(f"sqlite:///{place}/gradebook.db", course.course_id) as book:
            yield book


def books(course: Course, place: Path) -> Books:
    """What nbgrader says of the class in a course folder."""
    found = Books({}, {}, {}, {}, {}, {})
    with gradebook(course, place) as book:
        table = place / "grades.csv"
        CsvExportPlugin(to=str(table)).export(book)
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
            found.exported[row["student_id"], row["assignment"]] = row
        for name in course.due:
            for submission in book.assignment_submissions(name):
                found.cells[submission.student.id, name] = {
                    (part.name, one.name): (one.score, one.max_score, one.needs_manual_grade)
                    for part in submission.notebooks
                    for one in part.grades
                }
                found.penalties[submission.student.id, name] = {
                    part.name: part.late_submission_penalty or 0.0 for part in submission.notebooks
                }
            for row in book.submission_dicts(name):
                found.submissions[row["student"], name] = _comparable(row)
            for part in book.find_assignment(name).notebooks:
                for row in book.notebook_submission_dicts(part.name, name):
                    known = found.notebooks.setdefault((row["student"], name), {})
                    known[part.name] = _comparable(row)
        found.totals.update({row["id"]: row["score"] for row in book.student_dicts()})
    return found


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the random id of its record."""
    return {name: value for name, value in row.items() if name != "id"}
