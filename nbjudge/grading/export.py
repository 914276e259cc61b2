"""nbgrader's table of grades as a file that spreadsheets read and nothing in it acts.

nbgrader writes it without quotes, so that a comma in a name shifts the columns; and a spreadsheet
takes a text for a formula that begins with certain signs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins.export import CsvExportPlugin

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
# What spreadsheets take a formula by, and our own mark before it: see OWASP, "CSV Injection".
_FIRST_SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")


class CsvExport(CsvExportPlugin):  # type: ignore[misc]
    """Writes the columns of nbgrader's own plugin, whose settings it has.

    A text that a spreadsheet would take for a formula has an apostrophe before it, as has one that
    begins with an apostrophe: without the first one, each is as it was.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Writes the grades of all students, or of those that the settings name."""
        with Path(self.to or "grades.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(COLUMNS)
            for row in self._rows(gradebook):
                table.writerow(_harmless(row.get(column)) for column in COLUMNS)

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        students, assignments = set(map(str, self.student)), set(map(str, self.assignment))
        for assignment in gradebook.assignments:
            if assignments and assignment.name not in assignments:
                continue
            for student in gradebook.students:
                if not students or student.id in students:
                    yield _row(gradebook, assignment, student)


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> dict[str, Any]:
    """What the table says of a student and an assignment; who has not handed in has 0 points."""
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "raw_score": 0.0,
        "late_submission_penalty": 0.0,
        "score": 0.0,
        "max_score": assignment.max_score,
    }
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row
    penalty = submission.late_submission_penalty
    return row | {
        "timestamp": submission.timestamp,
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
    }


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FIRST_SIGNS):
        return f"'{value}"
    return "" if value is None else value
