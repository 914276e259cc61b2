"""A bench that lasts for a whole notebook: when it ends, another one takes its place."""

from __future__ import annotations

import ast
import contextlib
import copy
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from nbformat import NotebookNode

from nbjudge.engine.bench_client import UNREADABLE, Bench, BenchDied
from nbjudge.engine.verdicts import Status
from nbjudge.errors import SandboxError
from nbjudge.kernels import intact
from nbjudge.kernels.lifeline import Exit, ParentLost
from nbjudge.kernels.training import GAVE_UP

T = TypeVar("T")


class SteadyBench:
    """Runs the cells of one notebook, on one bench after the other if need be.

    A new bench is brought to where the last one was: the cells that went well run again. Those
    that did not are `culprits`, by their place in the notebook, with what became of the bench. One
    whose trainings go on otherwise than known ones is followed by one that knows none.
    """

    def __init__(
        self, start: Callable[..., Awaitable[Bench]], limit_s: Callable[[NotebookNode], float]
    ) -> None:
        self.culprits: dict[int, BenchDied] = {}
        self.peak_bytes = 0
        self.cpu_s = 0.0
        self.under_load = False
        self.alarms: list[str] = []
        self._start = start
        self._limit_s = limit_s
        self._bench: Bench | None = None
        self._done: dict[int, NotebookNode] = {}
        self._knows = True

    async def run(self, index: int, cell: NotebookNode) -> None:
        """Runs a cell, which then holds its outputs; BenchDied if it took the bench with it."""
        try:
            await self._attempt(index, cell)
        except BenchDied as death:
            self.culprits[index] = death
            raise
        self._done[index] = cell

    async def _attempt(self, index: int, cell: NotebookNode) -> None:
        """Runs a cell, on a second bench if the first one was killed from outside, or gave up."""
        for last in (False, True):
            bench = await self.ready()
            try:
                await bench.run(cell, index, self._time(cell))
            except BenchDied as death:
                end = await self.drop()
                status = _status(death, end)
                killed = status == "kernel_died" and end.code == -signal.SIGKILL
                gave_up = self.gave_up(end)
                reason = death.reason or (end.excess and f"your cell {end.excess} and was stopped")
                if reason or not (killed or gave_up) or last:
                    raise BenchDied(status, reason) from death
            else:
                return

    def gave_up(self, end: Exit) -> bool:
        """Whether a bench ended because its trainings went on otherwise than known ones.

        Then the next one knows none, and none can say so again.
        """
        gave_up = end.code == GAVE_UP and self._knows
        self._knows &= not gave_up
        return gave_up

    async def ready(self) -> Bench:
        """The bench, made anew and brought to where it was, if it is gone; or BenchDied."""
        while self._bench is None:
            self._bench = await started(partial(self._start, knows=self._knows))
            for index, done in list(self._done.items()):
                cell = copy.deepcopy(done)
                limit_s = self._time(cell)
                try:
                    await self._bench.run(cell, index, limit_s)
                except BenchDied as death:
                    # What went well once need not do so again.
                    del self._done[index]
                    self.culprits[index] = BenchDied("kernel_died", death.reason)
                    await self.drop()
                    break
        return self._bench

    def _time(self, cell: NotebookNode) -> float:
        """The seconds that a cell may take; BenchDied if there are none left."""
        if (limit_s := self._limit_s(cell)) <= 0:
            raise BenchDied("timeout")
        return limit_s

    async def look(self) -> None:
        """Notes which parts of the bench the student's code has replaced, as it says itself."""
        if self._bench is None:
            return
        with contextlib.suppress(BenchDied, *UNREADABLE):
            found = ast.literal_eval(await self._bench.ask(intact.QUESTION))
            if isinstance(found, list) and found:
                self.alarms.append(
                    f"its code replaced parts of the grader: {', '.join(map(str, found))}"
                )

    async def drop(self) -> Exit:
        """Ends the bench, and tells how it ended."""
        bench, self._bench = self._bench, None
        if bench is None:
            return Exit(0)
        end = await bench.close()
        self.alarms += bench.alarms
        self.peak_bytes = max(self.peak_bytes, end.peak_bytes)
        self.cpu_s += end.cpu_s
        self.under_load |= end.under_load
        return end


def _status(death: BenchDied, end: Exit) -> Status:
    """What became of a bench that ended, or was ended."""
    if end.out_of_memory:
        return "out_of_memory"
    return "timeout" if end.late else death.status


async def started(start: Callable[[], Awaitable[T]]) -> T:
    """What a start gives; it is tried twice, should something outside have ended the first one."""
    try:
        return await start()
    except ParentLost:
        raise
    except SandboxError:
        return await start()
