"""The class at a glance: tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from nbjudge.grading.marks import ClassOutcome, ScoreChange, SubmissionScore


def one_line(text: str) -> str:
    """A text in which no name starts a line of its own."""
    return text.replace("\n", "␊")


def class_table(found: ClassOutcome) -> Group:
    """A row per student, a column per assignment; below it what is late, missing or mended."""
    scores = found.scores
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
    notes = [f"{name}: {fault}" for name, fault in found.faults.items()] + [
        note for row in by_student.values() for one in row.values() for note in _notes(one, found)
    ]
    if any(one.to_grade for one in scores):
        notes.append("+n: points that wait for a person: in JupyterLab, Nbgrader > Formgrader")
    return Group(table, *(Text(one_line(note)) for note in notes))


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


def _notes(one: SubmissionScore, found: ClassOutcome) -> list[str]:
    key = one.student, one.assignment
    place = f"{one.student}, {one.assignment}"
    penalty = f", a penalty of {one.late_submission_penalty:g}"
    penalty = penalty if one.late_submission_penalty else ""
    late = [f"{place}: {_duration(one.late_s)} late{penalty}"] if one.late_s else []
    problems = found.problems.get(key, {})
    return [
        *(f"{place}: worth a look: {alarm}" for alarm in found.alarms.get(key, ())),
        *late,
        *(f"{place}/{notebook}: {reason}" for notebook, reason in problems.items()),
        *(f"{place}: {remark}" for remark in found.remarks.get(key, ())),
    ]


def _duration(seconds: float) -> str:
    """A duration in the largest unit that gives at least one: days, hours or minutes."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return "less than a minute"
