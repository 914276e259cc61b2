"""Live judging: test cells run on a bench among the student's own objects.

What a student's process says of a test cell can be forged; so it is no more than points and the
number of a line, and a message is made of the test cell's own text.
"""

from __future__ import annotations

import ast
import copy
import math
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from nbjudge.engine.bench_client import BenchDied
from nbjudge.engine.steady_bench import SteadyBench
from nbjudge.kernels.outcome import QUESTION

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
        return {"status": death.status, "message": _DEATHS[death.status], "points": 0.0}
    shows_error = any(output.output_type == "error" for output in run.outputs)
    try:
        told = ast.literal_eval(answer)
        given = None if shows_error else _bounded(told.get("points"), points)
        line, failed = told.get("line"), told.get("failed") is True
    except (ValueError, SyntaxError, AttributeError, RecursionError, MemoryError):
        given, line, failed = None, None, True
    if given is None:
        reason = _reason(cell.source, visible, line)
        return {"status": "failed" if failed else "error", "message": reason, "points": 0.0}
    status = "passed" if given == points else "partial" if given else "failed"
    return {"status": status, "message": "", "points": given}


def _bounded(given: object, points: float) -> float | None:
    """Points from 0 to all of them, or None: a number that is no such is no verdict."""
    if type(given) not in (int, float) or not math.isfinite(given) or not 0 <= given <= points:  # type: ignore[arg-type, operator]
        return None
    return float(given)  # type: ignore[arg-type]


def _reason(source: str, visible: str, line: object) -> str:
    """Why a test cell failed at a line, in the author's own words, or that of its visible text."""
    if type(line) is not int or not 0 < line <= len(lines := source.splitlines()):
        return "the test does not hold"
    for node in ast.walk(_parsed(source)):
        if (
            isinstance(node, ast.Assert)
            and node.lineno <= line <= (node.end_lineno or line)
            and isinstance(node.msg, ast.Constant)
            and isinstance(node.msg.value, str)
        ):
            return node.msg.value
    shown = visible.splitlines()
    if line <= len(shown) and shown[line - 1].strip() == lines[line - 1].strip() != "":
        return f"`{lines[line - 1].strip()}` does not hold"
    return "a hidden test failed"


def _parsed(source: str) -> ast.AST:
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError):
        return ast.Module([], [])
