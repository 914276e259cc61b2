"""The manifest `course.toml` as frozen records: assignments, notebooks, exercises."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbjudge.errors import CourseError, UsageError

MANIFEST = "course.toml"


@dataclass(frozen=True)
class Exercise:
    """One exercise of the lesson, by its id in the inventory, such as P16.

    `solutions` are the grade ids of the cells that the student fills; `tests` gives the points
    of each graded cell by its grade id; `budget_s` bounds the seconds that all its cells may
    take; `lesson` names the place in the lesson; `hint` is the hint that the notebook folds away.
    """

    id: str
    title: str
    solutions: tuple[str, ...]
    tests: Mapping[str, float]
    budget_s: float
    lesson: str
    hint: str

    @property
    def points(self) -> float:
        """The points of all its graded cells."""
        return sum(self.tests.values())


@dataclass(frozen=True)
class Notebook:
    """One notebook: its file name without the ending, and its exercises in order."""

    name: str
    title: str
    exercises: tuple[Exercise, ...]

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
    """The course: its folder, its assignments, and the exercises left out, each with the reason."""

    folder: Path
    title: str
    assignments: tuple[Assignment, ...]
    not_graded: Mapping[str, str]

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
        return Course(
            folder=folder,
            title=content["title"],
            assignments=tuple(map(_assignment, content["assignment"])),
            not_graded={row["id"]: row["reason"] for row in content.get("not_graded", [])},
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(str(path), "valid TOML", str(error)) from error
    except KeyError as error:
        raise CourseError(str(path), f"the key {error} in each of its tables", "none") from error
    except (TypeError, AttributeError) as error:
        raise CourseError(str(path), "tables as CONTRIBUTING.md shows", str(error)) from error


def _assignment(content: Mapping[str, Any]) -> Assignment:
    notebooks = tuple(map(_notebook, content["notebook"]))
    return Assignment(content["name"], content["title"], notebooks)


def _notebook(content: Mapping[str, Any]) -> Notebook:
    exercises = tuple(map(_exercise, content["exercise"]))
    return Notebook(content["name"], content["title"], exercises)


def _exercise(content: Mapping[str, Any]) -> Exercise:
    return Exercise(
        id=content["id"],
        title=content["title"],
        solutions=tuple(content["solutions"]),
        tests=dict(content["tests"]),
        budget_s=float(content["budget_s"]),
        lesson=content["lesson"],
        hint=content["hint"],
    )
