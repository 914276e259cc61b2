"""Inert judging: test cells run before a judge, on copies of what the bench holds."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

from nbformat import NotebookNode

from nbjudge.engine.bench_client import Bench
from nbjudge.engine.own_code import own_code
from nbjudge.engine.steady_bench import SteadyBench, started
from nbjudge.engine.task import Task, Terms
from nbjudge.engine.verdicts import Status
from nbjudge.kernels.link import LinkLost
from nbjudge.kernels.parent import Exit
from nbjudge.kernels.processes import JudgeProcess, start_judge


class InertJudging:
    """The judge of one notebook, which asks the notebook's bench for what it needs."""

    def __init__(
        self, task: Task, terms: Terms, bench: SteadyBench, limit: Callable[[NotebookNode], float]
    ) -> None:
        self.cpu_s = 0.0
        self._task = task
        self._terms = terms
        self._bench = bench
        self._limit = limit
        self._own = own_code(task.source)
        self._process: JudgeProcess | None = None
        self._asked: Bench | None = None
        self._tested: list[NotebookNode] = []
        self._fresh = True

    def forget(self) -> None:
        """Has copies made anew: the student's cells have gone on."""
        self._fresh = True

    async def judge(self, cell: NotebookNode) -> dict[str, Any]:
        """What the judge says of a test cell: `status`, `message` and `points`."""
        found = await self._judged(cell)
        if found["status"] != "grader_fault":
            self._tested.append(cell)
        return found

    async def _judged(self, cell: NotebookNode) -> dict[str, Any]:
        limit = self._limit(cell)
        for last in (False, True):
            bench = await self._bench.ready()
            try:
                process = await self._ready(bench)
                found = await process.run(*self._request(cell), limit, fresh=self._fresh)
            except LinkLost as loss:
                end = await self.drop()
                # It may be about to answer what the lost judge has asked.
                await self._bench.drop()
                if loss.late:
                    return _found("timeout", f"the test ran longer than {limit:g} s")
                if end.out_of_memory:
                    return _found("out_of_memory", "the test of your values needs too much memory")
                if last:
                    return _found("grader_fault", "the judge ended")
                continue
            self._fresh = False
            if found["status"] not in ("timeout", "kernel_died"):
                return found
            end = await self._bench.drop()
            if end.out_of_memory:
                return found | _found("out_of_memory", "a call of your code needs too much memory")
            # If it was killed from outside, it is given a second chance.
            if found["status"] == "timeout" or end.code != -signal.SIGKILL or last:
                return found
        raise AssertionError("unreachable")

    async def _ready(self, bench: Bench) -> JudgeProcess:
        """The judge, made anew and brought to where it was, if it is gone."""
        anew = self._process is None
        if self._process is None:
            self._process = await started(
                partial(
                    asyncio.to_thread,
                    start_judge,
                    self._own.statements,
                    self._own.imports,
                    self._own.students,
                    limits=self._terms.limits,
                    sandboxing=self._terms.sandboxing,
                    files=self._task.judge_files,
                )
            )
        if anew or self._asked is not bench:
            self._process.turn_to(bench.questions)
            self._asked, self._fresh = bench, True
        for cell in self._tested if anew else ():
            with contextlib.suppress(LinkLost):
                await self._process.run(*self._request(cell), self._limit(cell), fresh=True)
        return self._process

    def _request(self, cell: NotebookNode) -> tuple[str, str, float]:
        points, grade_id = float(cell.metadata.nbgrader.points), cell.metadata.nbgrader.grade_id
        return cell.source, self._task.visible.get(grade_id, ""), points

    async def drop(self) -> Exit:
        """Ends the judge, and tells how it ended."""
        process, self._process = self._process, None
        if process is None:
            return Exit(0)
        end = await asyncio.to_thread(process.close)
        self.cpu_s += end.cpu_s
        return end


def _found(status: Status, message: str) -> dict[str, Any]:
    return {"status": status, "message": message, "points": 0.0, "touched": False}
