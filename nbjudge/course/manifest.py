"""The manifest `course.toml` as frozen records: assignments, notebooks, exercises."""

from __future__ import annotations

import math
import reprlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from nbjudge.errors import CourseError, UsageError

MANIFEST = "course.toml"


@dataclass(frozen=True)
class Exercise:
    """One exercise of the lesson, by its id in the inventory, such as P16.

    `solutions` are the grade ids of the cells that the student fills; `tests` gives the points
    of each graded cell by its grade id; `budget_s` bounds the seconds that all its cells may
    take; `lesson` names the place in the lesson; `hint` is the hint that the notebook folds away.
    `kinds` says how it is tested, such as by a value or a threshold; `reference` is the right
    answer in a few words, for instructors; `needs` are the ids of exercises of the same notebook
    whose answers it builds on.
    """

    id: str
    title: str
    solutions: tuple[str, ...]
    tests: Mapping[str, float]
    budget_s: float
    lesson: str
    hint: str
    kinds: tuple[str, ...] = ()
    reference: str = ""
    needs: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """The points of all its graded cells."""
        return sum(self.tests.values())


@dataclass(frozen=True)
class Notebook:
    """One notebook: its file name without the ending, and its exercises in order.

    `held_out` names files of the course, from its folder on, that test cells alone get to see.
    """

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    held_out: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """The points of all its exercises."""
        return sum(exercise.points for exercise in self.exercises)


@dataclass(frozen=True)
class Assignment:
    """One assignment: a folder of notebooks."""

    name: str
    title: str
    notebooks: tuple[Notebook, ...]

    @property
    def points(self) -> float:
        """The points of all its notebooks."""
        return sum(notebook.points for notebook in self.notebooks)


@dataclass(frozen=True)
class Course:
    """The course: its folder, its assignments, and the exercises left out, each with the reason.

    `preload` names the modules that are imported once for all notebooks; None stands for those
    that each notebook imports.
    """

    folder: Path
    title: str
    assignments: tuple[Assignment, ...]
    not_graded: Mapping[str, str]
    preload: tuple[str, ...] | None = None

    def select(self, names: Iterable[str] = ()) -> tuple[Assignment, ...]:
        """The assignments of these names, or all; an unknown name is a UsageError."""
        known = {assignment.name: assignment for assignment in self.assignments}
        for name in (names := list(names)):
            if name not in known:
                raise UsageError("assignment", f"one of {', '.join(known)}", f"{name!r}")
        return tuple(known[name] for name in names) if names else self.assignments

    def notebooks(self) -> Iterator[tuple[Assignment, Notebook]]:
        """Every notebook with its assignment."""
        for assignment in self.assignments:
            for notebook in assignment.notebooks:
                yield assignment, notebook

    def source(self, assignment: Assignment, notebook: Notebook) -> Path:
        """The file of a source notebook."""
        return self.folder / "source" / assignment.name / f"{notebook.name}.ipynb"


def load_course(folder: Path) -> Course:
    """The course in this folder; a CourseError says what is wrong with its manifest."""
    path = folder / MANIFEST
    if not path.is_file():
        raise CourseError(
            f"course folder {folder}", f"a file {MANIFEST}", "none", "Name it with --course DIR."
        )
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(str(path), "valid TOML in UTF-8", str(error)) from error
    table = _Table(path, "the course", content)
    return Course(
        folder=folder,
        title=table.text("title"),
        assignments=tuple(map(_assignment, table.tables("assignment"))),
        not_graded={
            row.text("id"): row.text("reason")
            for row in (table.tables("not_graded") if "not_graded" in content else ())
        },
        preload=table.texts("preload") if "preload" in content else None,
    )


@dataclass(frozen=True)
class _Table:
    """One table of the manifest; a CourseError names the key that is missing or wrong."""

    path: Path
    place: str
    content: Mapping[str, object]

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.content.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def seconds(self, key: str) -> float:
        value = self.content.get(key)
        if not _is_positive(value):
            raise self._wrong(key, "a number of seconds above 0")
        return float(value)

    def points(self, key: str) -> dict[str, float]:
        value = self.content.get(key)
        if not isinstance(value, dict) or not value or not all(map(_is_positive, value.values())):
            raise self._wrong(key, "a table of grade ids, each with points above 0")
        return value

    def tables(self, key: str) -> list[_Table]:
        value = self.content.get(key)
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self._wrong(key, "an array of tables")
        return [_Table(self.path, _place(key, row, n), row) for n, row in enumerate(value, 1)]

    def _wrong(self, key: str, expected: str) -> CourseError:
        got = reprlib.repr(self.content[key]) if key in self.content else "nothing"
        return CourseError(f"{self.path}, `{key}` of {self.place}", expected, got)


def _place(kind: str, row: Mapping[str, object], number: int) -> str:
    return f"{kind} {row.get('id') or row.get('name') or number}"


def _is_positive(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf


def _assignment(table: _Table) -> Assignment:
    notebooks = tuple(map(_notebook, table.tables("notebook")))
    return Assignment(table.text("name"), table.text("title"), notebooks)


def _notebook(table: _Table) -> Notebook:
    exercises = tuple(map(_exercise, table.tables("exercise")))
    held_out = table.texts("held_out") if "held_out" in table.content else ()
    return Notebook(table.text("name"), table.text("title"), exercises, held_out)


def _exercise(table: _Table) -> Exercise:
    return Exercise(
        id=table.text("id"),
        title=table.text("title"),
        solutions=table.texts("solutions"),
        tests=table.points("tests"),
        budget_s=table.seconds("budget_s"),
        lesson=table.text("lesson"),
        hint=table.text("hint"),
        kinds=table.texts("kinds") if "kinds" in table.content else (),
        reference=table.text("reference") if "reference" in table.content else "",
        needs=table.texts("needs") if "needs" in table.content else (),
    )
