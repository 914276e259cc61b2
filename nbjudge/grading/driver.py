"""Grading a class: many notebooks at once, one writer for the gradebook, each result kept."""

from __future__ import annotations

import asyncio
import errno
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from nbjudge.course.folder import CourseFolder
from nbjudge.engine.pipeline import Grade, Prepared, Run, prepare
from nbjudge.errors import CourseError, NbjudgeError, UsageError
from nbjudge.grading.record import (
    has_feedback,
    is_recorded,
    record,
    record_nothing,
    write_feedback,
)
from nbjudge.grading.results import FOLDER, Results
from nbjudge.grading.standing import keep_standing, kept_standing, standing
from nbjudge.grading.submissions import Submission, open_submission
from nbjudge.grading.trials import Plans, Tried, try_notebooks
from nbjudge.grading.workers import Workers
from nbjudge.submission.handed_in import TIMESTAMP, HandedIn

# Of errors that every other submission would meet, too.
_ALL_FAIL = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOMEM),
    *(errno.EMFILE, errno.ENFILE),
)


@dataclass(frozen=True)
class Watcher:
    """Who is told how it goes: of each notebook's start and end, and of each recorded submission.

    The end says whether the notebook was run now, or its grade was known. Before all that, the
    trial of each notebook says how its test cells are judged.
    """

    tried: Tried = lambda assignment, name, plan: None
    started: Callable[[Submission, str], None] = lambda submission, name: None
    ended: Callable[[Submission, str, Grade, bool], None] = lambda submission, name, grade, ran: (
        None
    )
    recorded: Callable[[Submission], None] = lambda submission: None


async def grade_class(
    folder: CourseFolder,
    pairs: Iterable[tuple[str, str]],
    *,
    workers: Workers,
    force: bool = False,
    write: bool = True,
    watcher: Watcher = Watcher(),
) -> list[Submission]:
    """Grades submissions, many notebooks at a time, and records each when it is complete.

    A grade that is known is not made again, unless `force`d; without `write` nothing is kept or
    recorded. A SandboxError or a full disk ends it; whatever was graded before is kept.
    """
    results = Results(folder.path / FOLDER)
    async with workers.running() as (run, jobs):
        grading = _Grading(folder, run, results, force, write, watcher)
        return await grading.all(list(pairs), jobs)


class _Grading:
    def __init__(
        self,
        folder: CourseFolder,
        run: Run,
        results: Results,
        force: bool,
        write: bool,
        watcher: Watcher,
    ) -> None:
        self._folder = folder
        self._run = run
        self._results = results
        self._plans: Plans = {}
        self._force = force
        self._write = write
        self._watcher = watcher
        self._waiting: deque[tuple[Submission, str]] = deque()
        self._pairs: deque[tuple[str, str]] = deque()
        self._done: list[Submission] = []
        # One thread writes to the gradebook, as SQLite wants it.
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="nbjudge-writer")
        self._writes: list[asyncio.Future[None]] = []

    async def all(self, pairs: list[tuple[str, str]], jobs: int) -> list[Submission]:
        """Grades these submissions."""
        self._pairs.extend(pairs)
        try:
            self._plans = await try_notebooks(
                self._folder,
                dict.fromkeys(assignment for assignment, _ in pairs),
                run=self._results.first(self._run, keep=self._write, force=self._force),
                jobs=jobs,
                tried=self._watcher.tried,
            )
            async with asyncio.TaskGroup() as group:
                for _ in range(jobs):
                    group.create_task(self._work())
            await asyncio.gather(*self._writes)
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            self._writer.shutdown(wait=True, cancel_futures=True)
        order = {pair: place for place, pair in enumerate(pairs)}
        return sorted(self._done, key=lambda one: order[one.assignment, one.student])

    async def _work(self) -> None:
        """Grades one notebook after the other until there is none left."""
        while self._waiting or self._pairs:
            if not self._waiting:
                await self._open(*self._pairs.popleft())
                continue
            submission, name = self._waiting.popleft()
            try:
                await self._grade(submission, name)
            except Exception as error:
                submission.faults[name] = _fault(error)
            if submission.jobs.keys() <= submission.graded.keys() | submission.faults.keys():
                self._complete(submission)

    async def _open(self, assignment: str, student: str) -> None:
        """Puts the notebooks of the next submission in line."""
        try:
            submission = await asyncio.to_thread(open_submission, self._folder, assignment, student)
        except Exception as error:
            empty = HandedIn({}, {}, ())
            faults = {"submission": _fault(error)}
            submission = Submission(assignment, student, empty, {}, faults=faults)
        self._waiting.extend((submission, name) for name in submission.jobs)
        if not submission.jobs:
            self._complete(submission)

    async def _grade(self, submission: Submission, name: str) -> None:
        self._watcher.started(submission, name)
        plan = self._plans[submission.assignment, name]
        job = replace(submission.jobs[name], plan=plan)
        prepared = await asyncio.to_thread(prepare, job, self._folder.config)
        ran = False

        async def run(prepared: Prepared) -> Grade:
            nonlocal ran
            ran = True
            return await self._run(prepared)

        first = self._results.first(run, keep=self._write, force=self._force)
        submission.graded[name] = prepared.key, (grade := await first(prepared))
        self._watcher.ended(submission, name, grade, ran)

    def _complete(self, submission: Submission) -> None:
        self._done.append(submission)
        if self._write:
            loop = asyncio.get_running_loop()
            self._writes.append(loop.run_in_executor(self._writer, self._record, submission))
        else:
            self._watcher.recorded(submission)

    def _record(self, submission: Submission) -> None:
        """Enters a submission into the gradebook, if it isn't there as it is."""
        if submission.graded:
            self._record_grades(submission)
        elif not submission.faults:
            submission.problem = submission.problem or "there is no notebook in it"
            record_nothing(self._folder, submission.assignment, submission.student)
        self._watcher.recorded(submission)

    def _record_grades(self, submission: Submission) -> None:
        place = self._folder, submission.assignment, submission.student
        keys = {name: key for name, (key, _) in submission.graded.items()}
        time = submission.content.files.get(TIMESTAMP, b"")
        before, now = kept_standing(*place), standing(*place, keys, time)
        known = before is not None and before.automatic == now.automatic
        if self._force or not known or not is_recorded(*place, keys):
            keep_standing(*place, None)
            old = before.keys if before else {}
            try:
                record(
                    *place,
                    submission.content,
                    submission.graded,
                    ungraded=submission.faults,
                    unchanged=[name for name in keys if keys[name] == old.get(name)],
                )
            except CourseError as error:
                submission.faults["submission"] = str(error)
                return
            except Exception as error:
                submission.faults["submission"] = _fault(error)
                return
            now = standing(*place, keys, time)
        if before is None or before.shown != now.shown or not has_feedback(*place, keys):
            self._write_feedback(submission)
        keep_standing(*place, now)

    def _write_feedback(self, submission: Submission) -> None:
        try:
            write_feedback(self._folder, submission.assignment, submission.student)
        except CourseError as error:
            # The scores stand all the same.
            submission.notes += (f"there is no feedback: {error}",)


def _fault(error: Exception) -> str:
    """What to say of an error that is one submission's alone; any other ends the grading."""
    if isinstance(error, NbjudgeError):
        raise error
    if isinstance(error, OSError) and error.errno in _ALL_FAIL:
        remedy = "Mend that, then run it again: it goes on from here."
        got = str(error.strerror)
        raise UsageError("this machine", "room and rights to work", got, remedy) from error
    return f"nbjudge itself failed with {type(error).__name__}: {error}"
