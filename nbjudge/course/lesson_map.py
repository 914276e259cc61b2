"""The map of the course: which exercise of the lesson stands where, and how it is tested."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nbjudge.course.manifest import Course, Exercise

HEAD = """\
# {title}: where each exercise of the lesson is

Made from `course.toml` by `nbjudge map`. *Tested by* says what the hidden tests look at,
*reference* what they hold it against.
"""


def lesson_map(course: Course) -> str:
    """A page in Markdown: a table for each notebook, and one of what is left out."""
    parts = [HEAD.format(title=course.title)]
    for assignment in course.assignments:
        parts.append(f"## {assignment.name}: {assignment.title}, {assignment.points:g} points\n")
        for notebook in assignment.notebooks:
            parts.append(f"### {notebook.title} (`{notebook.name}`), {notebook.points:g} points\n")
            head = ("id", "lesson", "exercise", "points", "tested by", "reference")
            parts.append(_table(head, map(_row, notebook.exercises)))
    if course.not_graded:
        parts.append("## Not graded\n")
        parts.append(_table(("id", "reason"), course.not_graded.items()))
    return "\n".join(parts)


def lesson_records(course: Course) -> list[dict[str, Any]]:
    """A dictionary per exercise, ready for JSON."""
    return [
        {
            "id": one.id,
            "lesson": one.lesson,
            "assignment": assignment.name,
            "notebook": notebook.name,
            "title": one.title,
            "points": dict(one.tests),
            "kinds": list(one.kinds),
            "reference": one.reference,
        }
        for assignment, notebook in course.notebooks()
        for one in notebook.exercises
    ]


def _row(one: Exercise) -> tuple[str, ...]:
    return one.id, one.lesson, one.title, f"{one.points:g}", ", ".join(one.kinds), one.reference


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
