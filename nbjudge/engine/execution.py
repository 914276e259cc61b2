"""The execution of one notebook: the student's cells on a bench, the test cells before a judge."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import is_grade, is_solution

from nbjudge.engine.bench_client import Bench, BenchDied
from nbjudge.engine.own_code import own_code
from nbjudge.engine.verdicts import Status, Verdict, outputs
from nbjudge.errors import SandboxError
from nbjudge.kernels.link import LinkLost
from nbjudge.kernels.parent import Exit, ParentLost, Sandboxing
from nbjudge.kernels.processes import JudgeProcess, start_judge
from nbjudge.sandbox.limits import Limits

T = TypeVar("T")
_REASONS: Mapping[Status, str] = {
    "timeout": "your cell ran longer than {limit:g} s and was stopped",
    "out_of_memory": "your cell used more than {memory:,} MiB of memory and was stopped",
    "kernel_died": "your cell ended its own process",
}


@dataclass(frozen=True)
class Terms:
    """Under which terms a notebook is executed.

    `cell_s` and `notebook_s` bound the seconds of a cell and of all cells; `budgets_s` bounds
    single cells by their grade id.
    """

    cell_s: float = 180.0
    notebook_s: float = 1800.0
    budgets_s: Mapping[str, float] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    sandboxing: Sandboxing = "bubblewrap"


@dataclass(frozen=True)
class Task:
    """A rebuilt notebook to execute.

    `source` is the course's notebook that it was rebuilt from; `unchanged` are the grade ids of
    the solution cells that are still the stub. The student's cells find `files` in their work
    folder, the test cells `judge_files` in theirs; both are folders to copy from.
    """

    notebook: NotebookNode
    source: NotebookNode
    unchanged: frozenset[str]
    files: Path | None = None
    judge_files: Path | None = None


@dataclass(frozen=True)
class Execution:
    """What came of a notebook: a verdict for each test cell, and the seconds that it took.

    `seconds` are by the clock; `cpu_s` is the processor time of bench and judge.
    """

    verdicts: tuple[Verdict, ...]
    seconds: float
    cpu_s: float


async def execute(task: Task, terms: Terms) -> Execution:
    """Runs a notebook, whose cells then hold their outputs."""
    start = time.monotonic()
    async with _Run(task, terms).ended() as run:
        for index, cell in enumerate(task.notebook.cells):
            if cell.cell_type == "code":
                if is_test(cell):
                    await run.test(index)
                else:
                    await run.run(index)
    verdicts = (replace(verdict, peak_bytes=run.peak_bytes) for verdict in run.verdicts)
    return Execution(tuple(verdicts), round(time.monotonic() - start, 3), round(run.cpu_s, 3))


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell tests what others solve."""
    return bool(is_grade(cell) and not is_solution(cell))


class _Run:
    """The state of one notebook's execution."""

    def __init__(self, task: Task, terms: Terms) -> None:
        self.notebook = task.notebook
        self.verdicts: list[Verdict] = []
        self._own = own_code(task.source)
        self._task = task
        self._terms = terms
        self._bench: Bench | None = None
        self._judge: JudgeProcess | None = None
        self._done: list[int] = []
        self._culprits: dict[int, Status] = {}
        self._tested: list[int] = []
        self.peak_bytes = 0
        self.cpu_s = 0.0
        self._end = time.monotonic() + terms.notebook_s

    @contextlib.asynccontextmanager
    async def ended(self) -> AsyncIterator[_Run]:
        """Ends bench and judge when all is done, whatever happened."""
        try:
            yield self
        finally:
            await self._drop_bench()
            await self._drop_judge()

    async def run(self, index: int) -> None:
        """Runs a cell of the student's, or of the course's, on the bench."""
        cell = self.notebook.cells[index]
        limit = self._limit(cell)
        try:
            await self._attempt(index, cell, limit)
        except BenchDied as death:
            self._culprits[index] = death.status
            cell.outputs = [*cell.get("outputs", []), self._notice(death.status, limit)]
        else:
            self._done.append(index)

    async def test(self, index: int) -> None:
        """Has the judge run a test cell, and keeps the verdict."""
        cell = self.notebook.cells[index]
        points = float(cell.metadata.nbgrader.points)
        start = time.monotonic()
        try:
            found = await self._judged(cell, points)
        except BenchDied as death:
            found = {"status": death.status, "message": self._reason(death.status, 0), "points": 0}
        status, message, credit = found["status"], found["message"], float(found["points"])
        before = self._exercise(index)
        if status in ("failed", "error", "timeout", "kernel_died", "refused"):
            culprit = next((i for i in before if i in self._culprits), None)
            if culprit is not None:
                status = self._culprits[culprit]
                message = self._reason(status, self._limit(self.notebook.cells[culprit]))
            elif self._is_untouched(before):
                status, message = "unattempted", "this exercise has not been started"
        verdict = Verdict(
            grade_id=cell.metadata.nbgrader.grade_id,
            status=status,
            points=credit,
            max_points=points,
            message=message,
            seconds=round(time.monotonic() - start, 3),
        )
        cell.outputs = outputs(verdict, found.get("printed", ""))
        cell.execution_count = None
        self.verdicts.append(verdict)
        self._tested.append(index)

    async def _attempt(self, index: int, cell: NotebookNode, limit: float) -> None:
        """Runs a cell, on a second bench if the first one was killed from outside."""
        for last in (False, True):
            bench = await self._ready_bench()
            try:
                await bench.run(cell, index, limit)
            except BenchDied as death:
                end = await self._drop_bench()
                status = "out_of_memory" if end.out_of_memory else death.status
                if status != "kernel_died" or end.code != -signal.SIGKILL or last:
                    raise BenchDied(status) from death
            else:
                return

    async def _judged(self, cell: NotebookNode, points: float) -> dict[str, Any]:
        """What the judge says of a test cell."""
        limit = self._limit(cell)
        for last in (False, True):
            bench = await self._ready_bench()
            try:
                judge = await self._ready_judge(bench)
                found = await judge.run(cell.source, _visible(cell.source), points, limit)
            except LinkLost as loss:
                end = await self._drop_judge()
                # It may be about to answer what the lost judge has asked.
                await self._drop_bench()
                if loss.late:
                    return _found("timeout", f"the test ran longer than {limit:g} s")
                if end.out_of_memory:
                    return _found("out_of_memory", "the test of your values needs too much memory")
                if last:
                    return _found("grader_fault", "the judge ended")
                continue
            if found["status"] not in ("timeout", "kernel_died"):
                return found
            end = await self._drop_bench()
            if end.out_of_memory:
                return found | _found("out_of_memory", "a call of your code needs too much memory")
            # If it was killed from outside, it is given a second chance.
            if found["status"] == "timeout" or end.code != -signal.SIGKILL or last:
                return found
        raise AssertionError("unreachable")

    async def _ready_bench(self) -> Bench:
        """The bench, made anew and brought to where it was, if it is gone."""
        while self._bench is None:
            self._bench = await _started(
                partial(
                    Bench.start,
                    self.notebook,
                    limits=self._terms.limits,
                    sandboxing=self._terms.sandboxing,
                    files=self._task.files,
                )
            )
            if self._judge is not None:
                try:
                    self._judge.turn_to(self._bench.questions)
                except LinkLost:
                    await self._drop_judge()
            for index in list(self._done):
                cell = copy.deepcopy(self.notebook.cells[index])
                try:
                    await self._bench.run(cell, index, self._limit(cell))
                except BenchDied:
                    # What went well once need not do so again.
                    self._done.remove(index)
                    self._culprits[index] = "kernel_died"
                    await self._drop_bench()
                    break
        return self._bench

    async def _ready_judge(self, bench: Bench) -> JudgeProcess:
        """The judge, made anew and brought to where it was, if it is gone."""
        if self._judge is None:
            terms = self._terms
            self._judge = await _started(
                partial(
                    asyncio.to_thread,
                    start_judge,
                    self._own.statements,
                    self._own.students,
                    limits=terms.limits,
                    sandboxing=terms.sandboxing,
                    files=self._task.judge_files,
                )
            )
            self._judge.turn_to(bench.questions)
            for index in self._tested:
                cell = self.notebook.cells[index]
                with contextlib.suppress(LinkLost):
                    await self._judge.run(cell.source, "", 0, self._limit(cell))
        return self._judge

    async def _drop_bench(self) -> Exit:
        bench, self._bench = self._bench, None
        if bench is None:
            return Exit(0)
        end = await bench.close()
        self.peak_bytes = max(self.peak_bytes, end.peak_bytes)
        self.cpu_s += end.cpu_s
        return end

    async def _drop_judge(self) -> Exit:
        judge, self._judge = self._judge, None
        if judge is None:
            return Exit(0)
        end = await asyncio.to_thread(judge.close)
        self.cpu_s += end.cpu_s
        return end

    def _limit(self, cell: NotebookNode) -> float:
        """The seconds that a cell may take."""
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        limit = self._terms.budgets_s.get(grade_id, self._terms.cell_s)
        return max(0.1, min(limit, self._end - time.monotonic()))

    def _exercise(self, index: int) -> list[int]:
        """The cells that a test cell tests: those before it, back to an earlier test."""
        cells: list[int] = []
        for place in range(index - 1, -1, -1):
            cell = self.notebook.cells[place]
            if is_test(cell):
                if any(is_solution(self.notebook.cells[one]) for one in cells):
                    break
                cells.clear()
            elif cell.cell_type == "code":
                cells.append(place)
        return cells

    def _is_untouched(self, places: list[int]) -> bool:
        """Whether these cells are all stubs, or the course's own."""
        cells = [self.notebook.cells[place] for place in places]
        solutions = [cell.metadata.nbgrader.grade_id for cell in cells if is_solution(cell)]
        known = {cell.id for cell in self._task.source.cells}
        return (
            bool(solutions)
            and self._task.unchanged.issuperset(solutions)
            and all(is_solution(cell) or cell.id in known for cell in cells)
        )

    def _reason(self, status: Status, limit: float) -> str:
        memory = self._terms.limits.memory_bytes // 2**20
        return _REASONS[status].format(limit=limit, memory=memory)

    def _notice(self, status: Status, limit: float) -> NotebookNode:
        reason = self._reason(status, limit)
        name = status.replace("_", " ")
        notice: NotebookNode = new_output(
            "error", ename=name, evalue=reason, traceback=[f"{name}: {reason}"]
        )
        return notice


async def _started(start: Callable[[], Awaitable[T]]) -> T:
    """What a start gives; it is tried twice, should something outside have ended the first one."""
    try:
        return await start()
    except ParentLost:
        raise
    except SandboxError:
        return await start()


def _visible(source: str) -> str:
    """The text of a test cell with empty lines for its hidden ones."""
    lines, hidden = [], False
    for line in source.splitlines():
        hidden = hidden or "BEGIN HIDDEN TESTS" in line
        lines.append("" if hidden else line)
        hidden = hidden and "END HIDDEN TESTS" not in line
    return "\n".join(lines)


def _found(status: Status, message: str) -> dict[str, Any]:
    return {"status": status, "message": message, "points": 0.0}
