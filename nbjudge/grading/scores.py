"""What the gradebook says of a class, as frozen records."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.plugins.export import CsvExportPlugin

from nbjudge.course.folder import CourseFolder
from nbjudge.grading.driver import Submission


@dataclass(frozen=True)
class CellScore:
    """The score of one graded cell; `to_grade` while it waits for a person."""

    notebook: str
    grade_id: str
    score: float
    max_score: float
    to_grade: bool


@dataclass(frozen=True)
class SubmissionScore:
    """The scores of one student in one assignment; `late_s` is in seconds, 0 when in time."""

    student: str
    assignment: str
    late_s: float
    cells: tuple[CellScore, ...]

    @property
    def score(self) -> float:
        """The points so far."""
        return sum(cell.score for cell in self.cells)

    @property
    def max_score(self) -> float:
        """The points that can be had, without those that wait for a person."""
        return sum(cell.max_score for cell in self.cells if not cell.to_grade)

    @property
    def to_grade(self) -> float:
        """The points that wait for a person."""
        return sum(cell.max_score for cell in self.cells if cell.to_grade)


def class_scores(folder: CourseFolder, assignments: Iterable[str]) -> list[SubmissionScore]:
    """All scores of these assignments, by assignment and student."""
    with folder.gradebook() as gradebook:
        return [
            _submission(submission)
            for assignment in assignments
            for submission in sorted(
                gradebook.assignment_submissions(assignment), key=lambda one: one.student.id
            )
        ]


@dataclass(frozen=True)
class ScoreChange:
    """What a run would change: the automatic score of a cell, now (None if there is none) and then.

    `counts` is false where a person has given another score, which stays.
    """

    student: str
    assignment: str
    notebook: str
    grade_id: str
    before: float | None
    after: float
    counts: bool


def score_changes(folder: CourseFolder, submissions: Iterable[Submission]) -> list[ScoreChange]:
    """What would change in the gradebook if these graded submissions were recorded."""
    changes = []
    with folder.gradebook() as gradebook:
        for one in submissions:
            known = {}
            with contextlib.suppress(MissingEntry):
                submission = gradebook.find_submission(one.assignment, one.student)
                known = {
                    (notebook.name, grade.name): grade
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                }
            for name, verdict in one.verdicts():
                grade = known.get((name, verdict.grade_id))
                before = None if grade is None else grade.auto_score
                if before != verdict.points:
                    counts = grade is None or grade.manual_score is None
                    place = one.student, one.assignment, name, verdict.grade_id
                    changes.append(ScoreChange(*place, before, verdict.points, counts))
    return changes


def export_grades(folder: CourseFolder, path: Path) -> None:
    """Writes all grades as a table in nbgrader's own CSV format."""
    plugin = CsvExportPlugin(to=str(path))
    with folder.gradebook() as gradebook:
        plugin.export(gradebook)


def _submission(submission: Any) -> SubmissionScore:
    cells = [
        CellScore(
            notebook=notebook.name,
            grade_id=grade.name,
            score=grade.score or 0.0,
            max_score=grade.max_score,
            to_grade=bool(grade.needs_manual_grade),
        )
        for notebook in submission.notebooks
        for grade in notebook.grades
    ]
    return SubmissionScore(
        student=submission.student.id,
        assignment=submission.assignment.name,
        late_s=submission.total_seconds_late,
        cells=tuple(sorted(cells, key=lambda cell: (cell.notebook, cell.grade_id))),
    )
