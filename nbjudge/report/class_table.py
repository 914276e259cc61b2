"""The class at a glance: a table for the terminal, and the same as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from nbjudge.grading.scores import SubmissionScore

# Why a notebook could not be graded, by (student, assignment) and name of the notebook.
Problems = Mapping[tuple[str, str], Mapping[str, str]]


def class_table(scores: Sequence[SubmissionScore], problems: Problems) -> Table:
    """A row per student, a column per assignment; late work and problems in the last column."""
    assignments = list(dict.fromkeys(one.assignment for one in scores))
    table = Table(title="Points of the class", title_justify="left")
    table.add_column("student", no_wrap=True)
    for name in assignments:
        table.add_column(name, justify="right")
    table.add_column("total", justify="right")
    table.add_column("to note")
    by_student: dict[str, dict[str, SubmissionScore]] = {}
    for one in scores:
        by_student.setdefault(one.student, {})[one.assignment] = one
    for student, row in by_student.items():
        points = [_points([row[name]]) if name in row else "–" for name in assignments]
        notes = [note for one in row.values() for note in _notes(one, problems)]
        table.add_row(student, *points, _points(list(row.values())), "\n".join(notes))
    waiting = any(one.to_grade for one in scores)
    if waiting:
        table.caption = "+n: points that wait for a person, in `nbgrader formgrade`"
        table.caption_justify = "left"
    return table


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
    notes = [f"{notebook}: {reason}" for notebook, reason in found.items()]
    if one.late_s:
        notes.append(f"{one.assignment} {_duration(one.late_s)} late")
    return notes


def _duration(seconds: float) -> str:
    """A duration in the largest unit that gives at least one: days, hours or minutes."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return "less than a minute"
