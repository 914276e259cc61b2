"""What the gradebook says of a class."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from nbjudge.course.folder import CourseFolder
from nbjudge.grading.export import CsvExport
from nbjudge.grading.marks import CellScore, ScoreChange, SubmissionScore
from nbjudge.grading.submissions import Submission


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
