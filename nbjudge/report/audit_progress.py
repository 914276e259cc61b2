"""The progress of an audit or a calibration: a bar on a terminal, or lines in a log file."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console

from nbjudge.audit.subject import Subject, Watcher
from nbjudge.report.progress_bar import progress_bar


class AuditProgress:
    """Shows how many of the answers have been tried, and how many faults nothing noticed."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._total = self._survivors = 0
        self._progress = progress_bar(console)
        self._task = self._progress.add_task("Trial", total=None)

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

    @property
    def watcher(self) -> Watcher:
        """What tells this progress of the events of an audit."""
        return Watcher(made=self._made, ended=self._ended)

    def _made(self, subject: Subject, number: int) -> None:
        self._total += number
        self._progress.update(self._task, total=self._total, description=subject.name)
        if not self._console.is_terminal:
            self._console.print(f"{subject.place}: {number} answers to try", soft_wrap=True)

    def _ended(self, subject: Subject, unnoticed: bool) -> None:
        self._survivors += unnoticed
        of_faults = f", {self._survivors} not noticed" if self._survivors else ""
        description = f"{subject.name}{of_faults}"
        self._progress.update(self._task, advance=1, description=description)
