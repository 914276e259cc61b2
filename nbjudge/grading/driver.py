"""Grading a class: many notebooks at once, one writer for the gradebook, each result kept."""

from __future__ import annotations

import asyncio
import errno
import shutil
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from nbjudge.course.folder import CourseFolder
from nbjudge.engine.job import Grade, Job, Prepared, Run
from nbjudge.engine.pipeline import prepare, prepare_stub
from nbjudge.errors import NbjudgeError, SandboxError, UsageError
from nbjudge.grading.recorder import Recorder
from nbjudge.grading.recording import Entry
from nbjudge.grading.results import FOLDER, Results
from nbjudge.grading.submissions import Submission, open_submission
from nbjudge.grading.trials import Plans, Tried, try_notebooks
from nbjudge.grading.workers import Workers
from nbjudge.owners import owned_prefix
from nbjudge.submission.handed_in import HandedIn

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
    with ExitStack() as stack:
        recorder = stack.enter_context(Recorder(folder)) if write else None
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix=owned_prefix()))
        async with workers.running() as (run, jobs):
            grading = _Grading(folder, run, recorder, force, watcher, Path(scratch))
            return await grading.all(list(pairs), jobs)


class _Grading:
    def __init__(
        self,
        folder: CourseFolder,
        run: Run,
        recorder: Recorder | None,
        force: bool,
        watcher: Watcher,
        scratch: Path,
    ) -> None:
        self._folder = folder
        self._run = run
        self._recorder = recorder
        self._results = Results(folder.path / FOLDER)
        self._plans: Plans = {}
        self._force = force
        self._watcher = watcher
        self._scratch = scratch
        self._waiting: deque[tuple[Submission, str]] = deque()
        self._pairs: deque[tuple[str, str]] = deque()
        self._again: list[tuple[Submission, str]] = []
        self._done: list[Submission] = []

    async def all(self, pairs: list[tuple[str, str]], jobs: int) -> list[Submission]:
        """Grades these submissions."""
        try:
            self._plans = await try_notebooks(
                self._folder,
                dict.fromkeys(assignment for assignment, _ in pairs),
                run=self._first(self._run),
                jobs=jobs,
                tried=self._watcher.tried,
            )
            # The slow ones first: at the end none is waited for while other processors are idle.
            seconds: dict[str, float] = defaultdict(float)
            for (assignment, _), plan in self._plans.items():
                seconds[assignment] = max(seconds[assignment], plan.seconds)
            self._pairs.extend(sorted(pairs, key=lambda pair: -seconds[pair[0]]))
            async with asyncio.TaskGroup() as recording:
                async with asyncio.TaskGroup() as grading:
                    for _ in range(jobs):
                        grading.create_task(self._work(recording))
                # One at a time, so that nothing here takes their time from them.
                for submission, name in self._again:
                    await self._try(submission, name, recording, alone=True)
        except ExceptionGroup as errors:
            raise _single(errors) from None
        order = {pair: place for place, pair in enumerate(pairs)}
        return sorted(self._done, key=lambda one: order[one.assignment, one.student])

    def _first(self, run: Run) -> Run:
        return self._results.first(run, keep=self._recorder is not None, force=self._force)

    async def _work(self, recording: asyncio.TaskGroup) -> None:
        """Grades one notebook after the other until there is none left."""
        while self._waiting or self._pairs:
            if self._waiting:
                await self._try(*self._waiting.popleft(), recording)
            else:
                await self._open(*self._pairs.popleft(), recording)

    async def _open(self, assignment: str, student: str, recording: asyncio.TaskGroup) -> None:
        """Puts the notebooks of the next submission in line."""
        stage = Path(tempfile.mkdtemp(dir=self._scratch))
        place = self._folder, assignment, student
        try:
            submission = await asyncio.to_thread(open_submission, *place, stage / "files")
        except Exception as error:
            empty = HandedIn({}, {}, ())
            faults = {"submission": _fault(error)}
            submission = Submission(assignment, student, empty, {}, faults=faults)
        submission.stage = stage
        slow_first = sorted(
            submission.jobs, key=lambda name: -self._plans[assignment, name].seconds
        )
        self._waiting.extend((submission, name) for name in slow_first)
        if not submission.jobs:
            recording.create_task(self._complete(submission))

    async def _try(
        self,
        submission: Submission,
        name: str,
        recording: asyncio.TaskGroup,
        *,
        alone: bool = False,
    ) -> None:
        """Grades a notebook, or puts it off until it can be alone."""
        try:
            if not await self._grade(submission, name, alone=alone):
                self._again.append((submission, name))
                return
        except SandboxError as error:
            await self._require_sandbox(submission.jobs[name])
            # There is one for others.
            submission.faults[name] = str(error)
        except Exception as error:
            submission.faults[name] = _fault(error)
        if submission.jobs.keys() <= submission.graded.keys() | submission.faults.keys():
            recording.create_task(self._complete(submission))

    async def _grade(self, submission: Submission, name: str, *, alone: bool) -> bool:
        """Grades a notebook; False if other programs have kept it waiting for too long."""
        self._watcher.started(submission, name)
        plan = self._plans[submission.assignment, name]
        job = replace(submission.jobs[name], plan=plan)
        prepared = await asyncio.to_thread(prepare, job, self._folder.config)
        ran = False

        async def run(prepared: Prepared) -> Grade:
            nonlocal ran
            ran = True
            return await self._run(prepared)

        grade = await self._first(run)(prepared)
        if grade.under_load and not alone:
            return False
        if isinstance(grade.executed, bytes):
            # It is kept until it is recorded, but not here in memory.
            path = submission.stage / f"{name}.ipynb"
            await asyncio.to_thread(path.write_bytes, grade.executed)
            grade = replace(grade, executed=path)
        submission.graded[name] = prepared.key, grade
        self._watcher.ended(submission, name, grade, ran)
        return True

    async def _require_sandbox(self, job: Job) -> None:
        """A SandboxError if there is none even for a stub without any file."""
        stub = await asyncio.to_thread(prepare_stub, replace(job, files={}), self._folder.config)
        await self._run(stub)

    async def _complete(self, submission: Submission) -> None:
        self._done.append(submission)
        if self._recorder is not None and (submission.graded or not submission.faults):
            if not submission.graded:
                submission.problem = submission.problem or "there is no notebook in it"
            recorded = await self._recorder.record(
                Entry(
                    submission.assignment,
                    submission.student,
                    submission.content.files,
                    submission.graded,
                    submission.faults,
                    self._force,
                )
            )
            submission.faults |= recorded.faults
            submission.notes += tuple(recorded.notes)
        await asyncio.to_thread(shutil.rmtree, submission.stage)
        self._watcher.recorded(submission)


def _single(errors: ExceptionGroup[Exception]) -> Exception:
    """The first of the errors that ended the grading."""
    error = errors.exceptions[0]
    return _single(error) if isinstance(error, ExceptionGroup) else error


def _fault(error: Exception) -> str:
    """What to say of an error that is one submission's alone; any other ends the grading."""
    if isinstance(error, NbjudgeError):
        raise error
    if isinstance(error, OSError) and error.errno in _ALL_FAIL:
        remedy = "Mend that, then run it again: it goes on from here."
        got = str(error.strerror)
        raise UsageError("this machine", "room and rights to work", got, remedy) from error
    return f"nbjudge itself failed with {type(error).__name__}: {error}"
