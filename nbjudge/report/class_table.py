"""The class at a glance: a table for the terminal, and the same as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from nbjudge.grading.scores import SubmissionScore

# Why a notebook could not be graded, by (student, assignment) and name of the notebook.
Problems = Mapping[tuple[str, str], Mapping[str, str]]


def class_table(scores: Sequence[SubmissionScore], problems: Problems) -> Group:
    """A row per student, a column per assignment; below it what is late, missing or unreadable."""
    assignments = list(dict.fromkeys(one.assignment for one in scores))
    table = Table(title="Points of the class", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("student")
    for name in [*assignments, "total"]:
        table.add_column(name, justify="right")
    by_student: dict[str, dict[str, SubmissionScore]] = {}
    for one in scores:
        by_student.setdefault(one.student, {})[one.assignment] = one
    for student, row in by_student.items():
        points = [_points([row[name]]) if name in row else "–" for name in assignments]
        table.add_row(student, *points, _points(list(row.values())))
    notes = [
        note
        for row in by_student.values()
        for one in row.values()
        for note in _notes(one, problems)
    ]
    if any(one.to_grade for one in scores):
        notes.append("+n: points that wait for a person, in `nbgrader formgrade`")
    return Group(table, *map(Text, notes))


def class_records(scores: Sequence[SubmissionScore], problems: Problems) -> list[dict[str, Any]]:
    """A dictionary per submission, ready for JSON."""
    return [
        asdict(one)
        | {"score": one.score, "max_score": one.max_score, "to_grade": one.to_grade}
        | {"problems": dict(problems.get((one.student, one.assignment), {}))}
        for one in scores
    ]


def _points(scores: Sequence[SubmissionScore]) -> str:
    score = sum(one.score for one in scores)
    most = sum(one.max_score for one in scores)
    waiting = sum(one.to_grade for one in scores)
    return f"{score:g} / {most:g}" + (f" +{waiting:g}" if waiting else "")


def _notes(one: SubmissionScore, problems: Problems) -> list[str]:
    found = problems.get((one.student, one.assignment), {})
    place = f"{one.student}, {one.assignment}"
    late = [f"{place}: {_duration(one.late_s)} late"] if one.late_s else []
    return late + [f"{place}/{notebook}: {reason}" for notebook, reason in found.items()]


def _duration(seconds: float) -> str:
    """A duration in the largest unit that gives at least one: days, hours or minutes."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return "less than a minute"
