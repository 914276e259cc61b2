"""The execution of one notebook: the student's cells on a bench, and the verdicts on test cells.

In the first pass test cells run before a judge, and the bench runs what the student's own kernel
ran: the answers, and the visible lines of the tests. What students see comes from it. The second
pass is there only for test cells that need live objects: of it, verdicts alone are kept.
"""

from __future__ import annotations

import contextlib
import copy
import os
import re
import time
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from nbjudge.checks.thresholds import Measured
from nbjudge.course.cells import is_solution, is_test
from nbjudge.engine import live
from nbjudge.engine.allotment import DEATHS, Allotment
from nbjudge.engine.bench_client import Bench, BenchDied
from nbjudge.engine.inert import InertJudging
from nbjudge.engine.steady_bench import SteadyBench
from nbjudge.engine.task import Execution, Task, Terms
from nbjudge.engine.verdicts import Verdict, Way, outputs
from nbjudge.kernels.parent import Parent

# What an exercise that is not there, or took the bench with it, explains.
_EXPLAINED = ("failed", "error", "timeout", "out_of_memory", "kernel_died", "refused")

# The name of an error, which a student may have chosen.
_ERROR = re.compile(r"[A-Za-z_]{1,40}")


async def execute(task: Task, terms: Terms, parent: Parent) -> Execution:
    """Runs a notebook, whose cells then hold their outputs, in children of `parent`."""
    start = time.monotonic()
    allotted = Allotment(terms, start + terms.notebook_s)
    first, second = _FirstPass(task, allotted, parent), _SecondPass(task, allotted, parent)
    await first.run()
    second.live = task.plan.live
    if terms.judge == "auto" and not task.held_out:
        second.live |= first.doubtful
    if second.live:
        await second.run()
    peak_bytes = max(first.bench.peak_bytes, second.bench.peak_bytes)
    verdicts = []
    for cell in filter(is_test, task.notebook.cells):
        grade_id = cell.metadata.nbgrader.grade_id
        found = [one.verdicts[grade_id] for one in (first, second) if grade_id in one.verdicts]
        # Where both have judged, in doubt, both must be content.
        verdict = replace(min(found, key=lambda one: one.points), peak_bytes=peak_bytes)
        cell.outputs = [*cell.outputs, *outputs(verdict)]
        verdicts.append(verdict)
    cpu_s = round(first.cpu_s + second.cpu_s, 3)
    under_load = first.under_load or second.under_load or (allotted.is_up and _is_busy())
    alarms = tuple(dict.fromkeys((*first.bench.alarms, *second.bench.alarms)))
    seconds = round(time.monotonic() - start, 3)
    return Execution(tuple(verdicts), seconds, cpu_s, under_load, alarms)


def _is_busy() -> bool:
    """Whether more programs want to run on this machine than it has processors for."""
    return os.getloadavg()[0] > len(os.sched_getaffinity(0))


class _Pass:
    """One pass over a notebook, on a bench of its own."""

    def __init__(self, task: Task, allotted: Allotment, parent: Parent) -> None:
        self.verdicts: dict[str, Verdict] = {}
        self.bench = SteadyBench(self._start_bench, allotted.limit_s)
        self._task = task
        self._allotted = allotted
        self._parent = parent

    @property
    def cpu_s(self) -> float:
        """The processor time of all its processes."""
        return self.bench.cpu_s

    @property
    def under_load(self) -> bool:
        """Whether something took too long while other programs kept it waiting."""
        return self.bench.under_load

    async def run(self) -> None:
        """Runs the cells of code, and ends what it has started, whatever happens."""
        try:
            for index, cell in enumerate(self._cells()):
                if is_test(cell):
                    await self._test(index, cell)
                elif cell.cell_type == "code":
                    await self._answer(index, cell)
            await self.bench.look()
        finally:
            await self._close()

    def _cells(self) -> list[NotebookNode]:
        cells: list[NotebookNode] = self._task.notebook.cells
        return cells

    async def _answer(self, index: int, cell: NotebookNode) -> None:
        """Runs a cell of the student's, or of the course's."""
        raise NotImplementedError

    async def _test(self, index: int, cell: NotebookNode) -> None:
        """Does what this pass does with a test cell."""
        raise NotImplementedError

    async def _close(self) -> None:
        await self.bench.drop()

    async def _start_bench(self, *, knows: bool) -> Bench:
        return await Bench.start(
            self._task.notebook,
            self._parent,
            output_bytes=self._allotted.terms.limits.output_bytes,
            notes=self._task.notes,
            knows=knows,
        )

    async def _run_visible(self, index: int, cell: NotebookNode) -> NotebookNode:
        """Runs the lines of a test cell that students have; the cell that was run, with outputs."""
        shown = self._shown(cell)
        try:
            await self.bench.run(index, shown)
        except BenchDied:
            # It says nothing about an answer that the judge does not say.
            self.bench.culprits.pop(index, None)
        return shown

    def _shown(self, cell: NotebookNode) -> NotebookNode:
        """A copy of a cell with the lines that students have."""
        shown = copy.deepcopy(cell)
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        shown.source = self._task.template.visible.get(grade_id, cell.source)
        shown.outputs = []
        return shown

    def _decide(self, index: int, way: Way, found: Mapping[str, Any], start: float) -> None:
        """Adds the verdict on a test cell, from what its judging has found."""
        cell = self._task.notebook.cells[index]
        grade_id = cell.metadata.nbgrader.grade_id
        status, message, credit = found["status"], found["message"], float(found["points"])
        before = self._exercise(index)
        culprit = next((i for i in before if i in self.bench.culprits), None)
        if status in _EXPLAINED and culprit is not None:
            death = self.bench.culprits[culprit]
            status = death.status
            message = self._allotted.reason(death, self._task.notebook.cells[culprit])
        elif (status in _EXPLAINED or grade_id in self._task.plan.free) and self._is_untouched(
            before
        ):
            status, message, credit = "unattempted", "this exercise has not been started", 0.0
        elif status in ("failed", "error"):
            message += self._stop(before)
        verdict = Verdict(
            grade_id=grade_id,
            status=status,
            points=credit,
            max_points=float(cell.metadata.nbgrader.points),
            message=message,
            seconds=round(time.monotonic() - start, 3),
            way=way,
            measured=tuple(Measured(**one) for one in found.get("measured", ())),
        )
        self.verdicts[grade_id] = verdict

    def _stop(self, places: list[int]) -> str:
        """What to add where a cell has stopped half-way: names that it would have made are missing.

        Its outputs are the student's, who may have written anything there.
        """
        for place in reversed(places):
            for output in self._task.notebook.cells[place].get("outputs", ()):
                if output.output_type == "error":
                    name = str(output.get("ename", ""))
                    error = f" with `{name}`" if _ERROR.fullmatch(name) else ""
                    return f" (a cell above has stopped{error})"
        return ""

    def _exercise(self, index: int) -> list[int]:
        """The cells that a test cell tests: those before it, back to an earlier test."""
        all_cells = self._task.notebook.cells
        cells: list[int] = []
        for place in range(index - 1, -1, -1):
            if is_test(all_cells[place]):
                if any(is_solution(all_cells[one]) for one in cells):
                    break
                cells.clear()
            elif all_cells[place].cell_type == "code":
                cells.append(place)
        return cells

    def _is_untouched(self, places: list[int]) -> bool:
        """Whether these cells are all stubs, or the course's own."""
        cells = [self._task.notebook.cells[place] for place in places]
        solutions = [cell.metadata.nbgrader.grade_id for cell in cells if is_solution(cell)]
        return (
            bool(solutions)
            and self._task.unchanged.issuperset(solutions)
            and self._task.added.isdisjoint(cell.id for cell in cells)
        )


class _FirstPass(_Pass):
    """The pass that students see: no hidden line is ever on its bench."""

    def __init__(self, task: Task, allotted: Allotment, parent: Parent) -> None:
        super().__init__(task, allotted, parent)
        # Test cells that passed, though copies may not have told everything.
        self.doubtful: set[str] = set()
        self._judging = InertJudging(task, parent, self.bench, allotted.limit_s)

    @property
    def cpu_s(self) -> float:
        """The processor time of bench and judge."""
        return self.bench.cpu_s + self._judging.cpu_s

    @property
    def under_load(self) -> bool:
        """The same of bench and judge."""
        return self.bench.under_load or self._judging.under_load

    async def _answer(self, index: int, cell: NotebookNode) -> None:
        self._judging.forget()
        shown = self._shown(cell)
        try:
            await self.bench.run(index, shown)
        except BenchDied as death:
            reason = self._allotted.reason(death, cell)
            name = death.status.replace("_", " ")
            notice = new_output("error", ename=name, evalue=reason, traceback=[f"{name}: {reason}"])
            shown.outputs.append(notice)
        cell.update(outputs=shown.outputs, execution_count=shown.execution_count)
        cell.metadata = shown.metadata

    async def _test(self, index: int, cell: NotebookNode) -> None:
        start = time.monotonic()
        found: Mapping[str, Any] = {"status": "grader_fault", "points": 0}
        way = self._task.plan.way(grade_id := cell.metadata.nbgrader.grade_id)
        if way == "none":
            found = {**found, "message": self._task.plan.faults[grade_id]}
        elif way == "inert":
            found = await self._judging.judge(cell)
            if found["points"] and found["touched"]:
                self.doubtful.add(grade_id)
        if way != "live":
            self._decide(index, way, found, start)
        cell.outputs, cell.execution_count = [], None
        # What has just ended bench or judge would only do so again.
        if found["status"] not in DEATHS:
            shown = await self._run_visible(index, cell)
            # Nothing else that a student's process shows here may look like a verdict.
            cell.outputs = [
                output
                for output in shown.outputs
                if output.output_type == "stream" and output.name == "stdout"
            ]

    async def _close(self) -> None:
        await super()._close()
        await self._judging.drop()


class _SecondPass(_Pass):
    """The pass that judges live: its outputs are kept nowhere."""

    live: Set[str] = frozenset()

    def _cells(self) -> list[NotebookNode]:
        """The cells up to the last that is judged here: of the rest nothing would be kept."""
        cells = super()._cells()
        places = (place for place, cell in enumerate(cells) if self._is_live(cell))
        return cells[: max(places, default=-1) + 1]

    def _is_live(self, cell: NotebookNode) -> bool:
        return is_test(cell) and cell.metadata.nbgrader.grade_id in self.live

    async def _answer(self, index: int, cell: NotebookNode) -> None:
        # What a death explains is among the culprits.
        with contextlib.suppress(BenchDied):
            await self.bench.run(index, self._shown(cell))

    async def _test(self, index: int, cell: NotebookNode) -> None:
        start = time.monotonic()
        grade_id = cell.metadata.nbgrader.grade_id
        if not self._is_live(cell):
            await self._run_visible(index, cell)
            return
        visible = self._task.template.visible.get(grade_id, "")
        found = await live.judge(self.bench, index, cell, visible)
        # As before the judge, it explains no other test cell.
        self.bench.culprits.pop(index, None)
        if self._task.plan.way(grade_id) != "none":
            self._decide(index, "live", found, start)
