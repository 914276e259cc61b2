"""What the gradebook says of a class, as frozen records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.plugins.export import CsvExportPlugin

from nbjudge.grading.folder import CourseFolder


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
