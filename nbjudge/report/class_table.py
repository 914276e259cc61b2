"""The class at a glance: a table for the terminal, and the same as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from nbjudge.grading.scores import ScoreChange, SubmissionScore

# Why a notebook could not be graded, by (student, assignment) and name of the notebook.
Problems = Mapping[tuple[str, str], Mapping[str, str]]
# What was found and mended in what was handed in, or alarms, by (student, assignment).
Remarks = Mapping[tuple[str, str], Sequence[str]]
# What is wrong with an assignment itself, by name.
Faults = Mapping[str, str]


def one_line(text: str) -> str:
    """A text in which no name starts a line of its own."""
    return text.replace("\n", "␊")


def class_table(
    scores: Sequence[SubmissionScore],
    problems: Problems,
    remarks: Remarks,
    alarms: Remarks,
    faults: Faults,
) -> Group:
    """A row per student, a column per assignment; below it what is late, missing or mended."""
    assignments = list(dict.fromkeys(one.assignment for one in scores))
    table = Table(title="Points of the class", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("student", overflow="fold")
    by_student: dict[str, dict[str, SubmissionScore]] = {}
    for one in scores:
        by_student.setdefault(one.student, {})[one.assignment] = one
    most = {one.assignment: one.max_score for one in scores}
    for name, points in [*most.items(), ("total", sum(most.values()))]:
        table.add_column(f"{name}\nof {points:g}", justify="right")
    for student, row in by_student.items():
        cells = [_points([row[name]]) if name in row else "–" for name in assignments]
        table.add_row(one_line(student), *cells, _points(list(row.values())))
    notes = [f"{name}: {fault}" for name, fault in faults.items()] + [
        note
        for row in by_student.values()
        for one in row.values()
        for note in _notes(one, problems, remarks, alarms)
    ]
    if any(one.to_grade for one in scores):
        notes.append("+n: points that wait for a person: in JupyterLab, Nbgrader > Formgrader")
    return Group(table, *(Text(one_line(note)) for note in notes))


def class_records(
    scores: Sequence[SubmissionScore],
    problems: Problems,
    remarks: Remarks,
    alarms: Remarks,
    faults: Faults,
) -> list[dict[str, Any]]:
    """A dictionary per submission, ready for JSON; an assignment's own fault is in each of them."""
    own = {name: {"assignment": fault} for name, fault in faults.items()}
    return [
        asdict(one)
        | {"to_grade": one.to_grade}
        | {
            "problems": {
                **problems.get((one.student, one.assignment), {}),
                **own.get(one.assignment, {}),
            }
        }
        | {"remarks": list(remarks.get((one.student, one.assignment), ()))}
        | {"alarms": list(alarms.get((one.student, one.assignment), ()))}
        for one in scores
    ]


def change_table(changes: Sequence[ScoreChange]) -> Table | str:
    """A row per cell whose automatic score would change."""
    if not changes:
        return "No test cell would get another score."
    table = Table(title="What would change", title_justify="left", box=SIMPLE_HEAD)
    for name in ("student", "notebook", "cell"):
        table.add_column(name)
    for name in ("now", "then"):
        table.add_column(name, justify="right")
    for one in changes:
        now = "–" if one.before is None else f"{one.before:g}"
        then = f"{one.after:g}" + ("" if one.counts else " (a person's score stays)")
        table.add_row(
            one_line(one.student), f"{one.assignment}/{one.notebook}", one.grade_id, now, then
        )
    return table


def _points(scores: Sequence[SubmissionScore]) -> str:
    if not any(one.cells for one in scores):
        return "–"
    score = sum(one.score for one in scores)
    waiting = sum(one.to_grade for one in scores)
    return f"{score:g}" + (f" +{waiting:g}" if waiting else "")


def _notes(
    one: SubmissionScore, problems: Problems, remarks: Remarks, alarms: Remarks
) -> list[str]:
    found = problems.get((one.student, one.assignment), {})
    place = f"{one.student}, {one.assignment}"
    penalty = f", a penalty of {one.late_submission_penalty:g}"
    penalty = penalty if one.late_submission_penalty else ""
    late = [f"{place}: {_duration(one.late_s)} late{penalty}"] if one.late_s else []
    return [
        *(
            f"{place}: worth a look: {alarm}"
            for alarm in alarms.get((one.student, one.assignment), ())
        ),
        *late,
        *(f"{place}/{notebook}: {reason}" for notebook, reason in found.items()),
        *(f"{place}: {remark}" for remark in remarks.get((one.student, one.assignment), ())),
    ]


def _duration(seconds: float) -> str:
    """A duration in the largest unit that gives at least one: days, hours or minutes."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return "less than a minute"
