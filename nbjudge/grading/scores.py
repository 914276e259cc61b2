"""What the gradebook says of a class, as frozen records."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from nbjudge.course.folder import CourseFolder
from nbjudge.grading.export import CsvExport
from nbjudge.grading.submissions import Submission


@dataclass(frozen=True)
class CellScore:
    """The score of one graded cell; `to_grade` while it waits for a person.

    `extra_credit` is in the score already.
    """

    notebook: str
    grade_id: str
    score: float
    max_score: float
    to_grade: bool
    extra_credit: float


@dataclass(frozen=True)
class SubmissionScore:
    """The scores of one student in one assignment, as `nbgrader export` has them.

    `score` is what is left of `raw_score` after the penalty. `late_s` is in seconds, 0 when in
    time. Who has not handed in has no cells.
    """

    student: str
    assignment: str
    score: float
    max_score: float
    raw_score: float
    late_submission_penalty: float
    late_s: float
    cells: tuple[CellScore, ...]

    @property
    def to_grade(self) -> float:
        """The points that may come when a person has graded what waits."""
        return sum(max(0.0, one.max_score - one.score) for one in self.cells if one.to_grade)


def roster(folder: CourseFolder) -> set[str]:
    """The ids of all students in the gradebook."""
    with folder.gradebook() as gradebook:
        return {student.id for student in gradebook.students}


def class_scores(
    folder: CourseFolder, assignments: Iterable[str], students: Collection[str]
) -> list[SubmissionScore]:
    """The scores of these students in these assignments, by assignment and student."""
    with folder.gradebook() as gradebook:
        scores = []
        for name in assignments:
            try:
                assignment = gradebook.find_assignment(name)
            except MissingEntry:
                continue
            handed_in = {one.student.id: one for one in gradebook.assignment_submissions(name)}
            scores += [_score(one, assignment, handed_in.get(one)) for one in sorted(students)]
        return scores


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
    """Writes all grades as a table, with the columns of nbgrader's own."""
    plugin = CsvExport(to=str(path))
    with folder.gradebook() as gradebook:
        plugin.export(gradebook)


def _score(student: str, assignment: Any, submission: Any) -> SubmissionScore:
    if submission is None:
        return SubmissionScore(student, assignment.name, 0.0, assignment.max_score, 0.0, 0.0, 0, ())
    cells = [
        CellScore(
            notebook=notebook.name,
            grade_id=grade.name,
            score=grade.score or 0.0,
            max_score=grade.max_score,
            to_grade=bool(grade.needs_manual_grade),
            extra_credit=grade.extra_credit or 0.0,
        )
        for notebook in submission.notebooks
        for grade in notebook.grades
    ]
    penalty = submission.late_submission_penalty
    return SubmissionScore(
        student=student,
        assignment=assignment.name,
        score=max(0.0, submission.score - penalty),
        max_score=assignment.max_score,
        raw_score=submission.score,
        late_submission_penalty=penalty,
        late_s=submission.total_seconds_late,
        cells=tuple(sorted(cells, key=lambda cell: (cell.notebook, cell.grade_id))),
    )
