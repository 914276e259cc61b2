"""Live judging: test cells run on a bench among the student's own objects.

What a student's process says of a test cell can be forged; so it is no more than points and the
number of a line, and a message is made of the test cell's own text.
"""

from __future__ import annotations

import ast
import copy
from typing import Any

from nbformat import NotebookNode

from nbjudge.engine.bench_client import UNREADABLE, BenchDied
from nbjudge.engine.steady_bench import SteadyBench
from nbjudge.kernels.outcome import QUESTION
from nbjudge.kernels.reasons import written

_DEATHS = {
    "timeout": "the test ran too long",
    "out_of_memory": "a call of your code needs too much memory",
    "kernel_died": "your code ended its own process",
}


async def judge(bench: SteadyBench, index: int, cell: NotebookNode, visible: str) -> dict[str, Any]:
    """The verdict on a test cell, run in its place: `status`, `message` and `points`."""
    points = float(cell.metadata.nbgrader.points)
    run = copy.deepcopy(cell)
    try:
        await bench.run(index, run)
        answer = await (await bench.ready()).ask(QUESTION.format(points=points))
    except BenchDied as death:
        await bench.drop()
        return {"status": death.status, "message": _DEATHS[death.status], "points": 0.0}
    shows_error = any(output.output_type == "error" for output in run.outputs)
    try:
        told = ast.literal_eval(answer)
        given = None if shows_error else _bounded(told.get("points"), points)
        line, failed = told.get("line"), told.get("failed") is True
    except (AttributeError, *UNREADABLE):
        given, line, failed = None, None, True
    if given is None:
        lines = [line] if type(line) is int else []
        reason = written(cell.source, visible, lines, is_assertion=failed)
        return {"status": "failed" if failed else "error", "message": reason, "points": 0.0}
    status = "passed" if given == points else "partial" if given else "failed"
    return {"status": status, "message": "", "points": given}


def _bounded(given: object, points: float) -> float | None:
    """Points from 0 to all of them, or None: a number that is no such is no verdict."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return float(given) if 0 <= given <= points else None
