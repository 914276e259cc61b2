"""Inert judging: test cells run before a judge, on copies of what the bench holds."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

from nbformat import NotebookNode

from nbjudge.engine.bench_client import Bench, BenchDied
from nbjudge.engine.own_code import own_code
from nbjudge.engine.steady_bench import SteadyBench, started
from nbjudge.engine.task import Task
from nbjudge.engine.verdicts import Status
from nbjudge.kernels.lifeline import Exit
from nbjudge.kernels.link import LinkLost
from nbjudge.kernels.parent import Parent
from nbjudge.kernels.processes import JudgeProcess, start_judge


class InertJudging:
    """The judge of one notebook, which asks the notebook's bench for what it needs."""

    def __init__(
        self,
        task: Task,
        parent: Parent,
        bench: SteadyBench,
        limit_s: Callable[[NotebookNode], float],
    ) -> None:
        self.cpu_s = 0.0
        self.under_load = False
        self._task = task
        self._parent = parent
        self._bench = bench
        self._limit_s = limit_s
        self._own = own_code(task.template.source)
        self._process: JudgeProcess | None = None
        self._asked: Bench | None = None
        self._tested: list[NotebookNode] = []
        self._fresh = True

    def forget(self) -> None:
        """Has copies made anew: the student's cells have gone on."""
        self._fresh = True

    async def judge(self, cell: NotebookNode) -> dict[str, Any]:
        """What the judge says of a test cell: `status`, `message` and `points`."""
        for last in (False, True):
            try:
                bench = await self._bench.ready()
                process = await self._ready(bench)
            except BenchDied:
                return _found("timeout", "there was no time left for it")
            limit_s = self._limit_s(cell)
            bench.limit(limit_s)
            try:
                found = await process.run(*self._request(cell), limit_s, fresh=self._fresh)
            except LinkLost:
                if lost := await self._lost(limit_s, last):
                    return lost
                continue
            finally:
                bench.limit(None)
            self._fresh = False
            if found["status"] == "kernel_died":
                end = await self._bench.drop()
                # If it was killed from outside, or gave up, it is given a second chance.
                killed = end.code == -signal.SIGKILL and not end.is_its_own
                if (killed or self._bench.gave_up(end)) and not last:
                    continue
                found |= _why_it_died(end)
            # A new judge would have to run it again.
            self._tested.append(cell)
            return found
        raise AssertionError("unreachable")

    async def _lost(self, limit_s: float, last: bool) -> dict[str, Any] | None:
        """What to say of a test cell that has taken its judge with it; None is to try again."""
        end = await self.drop()
        # It may be about to answer what the lost judge has asked.
        await self._bench.drop()
        if end.late:
            return _found("timeout", f"the test ran longer than {limit_s:g} s")
        if end.out_of_memory:
            return _found("out_of_memory", "the test of your values needs too much memory")
        return _found("grader_fault", "the judge ended") if last else None

    async def _ready(self, bench: Bench) -> JudgeProcess:
        """The judge, made anew and brought to where it was, if it is gone; or BenchDied."""
        while True:
            anew = self._process is None
            process = self._process = self._process or await self._started()
            if anew or self._asked is not bench:
                process.turn_to(bench.questions)
                self._asked, self._fresh = bench, True
            if not anew or await self._repeated(process):
                return process

    async def _started(self) -> JudgeProcess:
        own = self._own.statements, self._own.imports, self._own.students
        return await started(partial(asyncio.to_thread, start_judge, self._parent, *own))

    async def _repeated(self, process: JudgeProcess) -> bool:
        """Runs again what an earlier judge has run; whether the new one is still there."""
        for cell in list(self._tested):
            if (limit_s := self._limit_s(cell)) <= 0:
                raise BenchDied("timeout")
            try:
                await process.run(*self._request(cell), limit_s, fresh=True)
            except LinkLost:
                # What has ended one judge would end the next one.
                self._tested.remove(cell)
                await self.drop()
                return False
        return True

    def _request(self, cell: NotebookNode) -> tuple[str, str, float]:
        points, grade_id = float(cell.metadata.nbgrader.points), cell.metadata.nbgrader.grade_id
        return cell.source, self._task.template.visible.get(grade_id, ""), points

    async def drop(self) -> Exit:
        """Ends the judge, and tells how it ended."""
        process, self._process = self._process, None
        if process is None:
            return Exit(0)
        end = await asyncio.to_thread(process.close)
        self.cpu_s += end.cpu_s
        self.under_load |= end.under_load
        return end


def _found(status: Status, message: str) -> dict[str, Any]:
    return {"status": status, "message": message, "points": 0.0, "touched": False}


def _why_it_died(end: Exit) -> dict[str, Any]:
    """What there is to add of a bench that ended in a call of the judge's."""
    if end.out_of_memory:
        return _found("out_of_memory", "a call of your code needs too much memory")
    if end.excess:
        return _found("kernel_died", f"a call of your code {end.excess}")
    return _found("timeout", "a call of your code took too long") if end.late else {}
