"""On a busy machine nobody's time is taken by others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import nbformat

from nbjudge.course.folder import CourseFolder
from nbjudge.engine.job import Grade, Job, Prepared, Run
from nbjudge.engine.pipeline import prepare, run
from nbjudge.engine.task import Terms
from nbjudge.grading.driver import grade_class
from nbjudge.grading.submissions import submissions

from ..conftest import numbers_notebook

SPIN = "while True:\n    pass"
WORK = """\
import time
end = time.process_time() + 0.7
while time.process_time() < end:
    pass
answer = 42"""


def test_busy_neighbours_take_nobodys_time() -> None:
    def job(answer: str) -> Job:
        submitted = numbers_notebook()
        submitted.cells[3].source = answer
        files = (nbformat.writes(one).encode() for one in (numbers_notebook(), submitted))
        return Job(*files, terms=Terms(cell_s=3))

    async def all_at_once() -> list[Grade]:
        ready = [prepare(job(answer)) for answer in (WORK, *[SPIN] * 12)]
        return await asyncio.gather(*map(run, ready))

    honest, *busy = asyncio.run(all_at_once())
    assert (honest.points, honest.under_load) == (3, False)
    # They have had their time, too, and it counts.
    assert {(one.points, one.verdicts[1].status, one.is_final) for one in busy} == {
        (2, "timeout", True)
    }


class Busy:
    """Workers on a machine that is busy at first: half of what they run gets too little time."""

    def __init__(self) -> None:
        self.now = 0
        self.most: list[int] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator[tuple[Run, int]]:
        seen: set[str] = set()

        async def run_here(ready: Prepared) -> Grade:
            self.now += 1
            self.most.append(self.now)
            grade = await run(ready)
            self.now -= 1
            again = ready.key in seen
            seen.add(ready.key)
            return replace(grade, under_load=b"slow" in ready.rebuilt and not again)

        yield run_here, 2


def test_what_got_too_little_time_is_tried_again_alone(
    course: CourseFolder, hand_in: Callable[..., Path]
) -> None:
    for student in ("ada", "ben", "cyd", "dan"):
        hand_in(student, "letters", answer=f"answer = 42  # slow {student}")
    workers = Busy()
    found = asyncio.run(grade_class(course, submissions(course), workers=workers))
    assert [sum(grade.points for _, grade in one.graded.values()) for one in found] == [1] * 4
    # Four at first, some of them at once; then each once more, one after the other.
    assert workers.most[-4:] == [1] * 4
    assert max(workers.most[-8:-4]) == 2


def test_what_is_still_under_load_counts_and_is_not_kept(
    course: CourseFolder, hand_in: Callable[..., Path]
) -> None:
    hand_in("ada", "letters")
    runs = []

    class AlwaysBusy:
        @asynccontextmanager
        async def running(self) -> AsyncIterator[tuple[Run, int]]:
            async def run_here(ready: Prepared) -> Grade:
                runs.append(ready.key)
                return replace(await run(ready), under_load=True)

            yield run_here, 1

    for count in (2, 4):
        found = asyncio.run(grade_class(course, submissions(course), workers=AlwaysBusy()))
        assert [sum(grade.points for _, grade in one.graded.values()) for one in found] == [1]
        key = next(iter(found[0].graded.values()))[0]
        assert runs.count(key) == count
