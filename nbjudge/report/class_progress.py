"""The progress of grading a class: a bar with counts on a terminal, lines in a log file."""

from __future__ import annotations

from collections import Counter
from types import TracebackType
from typing import Self

from rich.console import Console

from nbjudge.engine.job import Grade
from nbjudge.engine.task import Plan
from nbjudge.engine.verdicts import STATUSES
from nbjudge.grading.driver import Watcher
from nbjudge.grading.submissions import Submission
from nbjudge.report.class_table import one_line
from nbjudge.report.progress_bar import progress_bar
from nbjudge.report.trial_table import trial_notes


class ClassProgress:
    """Shows how far the grading is, with the time left and the verdicts so far."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._counts: Counter[str] = Counter()
        self._known = 0
        self._progress = progress_bar(console)
        self._task = self._progress.add_task("Grading", total=total)
        self._number, self._total = 0, total

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()
        if kind is None:
            self._console.print(self._summary(), soft_wrap=True)

    @property
    def watcher(self) -> Watcher:
        """What tells this progress of the events of a run."""
        return Watcher(tried=self._tried, ended=self._ended, recorded=self._recorded)

    def _tried(self, assignment: str, name: str, plan: Plan) -> None:
        for note in trial_notes(f"{assignment}/{name}", plan):
            self._console.print(note, markup=False, soft_wrap=True)
        self._progress.update(self._task, description=f"Trial: {assignment}/{name}")

    def _ended(self, submission: Submission, name: str, grade: Grade, ran: bool) -> None:
        self._number += 1
        self._known += not ran
        self._counts.update(verdict.status for verdict in grade.verdicts)
        self._progress.update(self._task, advance=1, description=self._summary())
        if not self._console.is_terminal:
            place = one_line(f"{submission.student} {submission.assignment}/{name}")
            points = f"{grade.points:g} of {grade.max_points:g}"
            how = "" if ran else ", as before"
            self._console.print(
                f"{self._number}/{self._total} {place}: {points}{how}", soft_wrap=True
            )

    def _recorded(self, submission: Submission) -> None:
        # What was not handed in needs no time.
        self._number += len(submission.missing)
        self._progress.update(self._task, advance=len(submission.missing))

    def _summary(self) -> str:
        counts = ", ".join(
            f"{self._counts[status]} {status.replace('_', ' ')}"
            for status in STATUSES
            if self._counts[status]
        )
        known = f" ({self._known} notebooks as before)" if self._known else ""
        return (counts or "Grading") + known
