"""The same cells with other seeds: another draw of all that a training leaves to chance."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbjudge.audit.mutants.text import called_name, parsed

SEEDS = frozenset({"seed", "set_seed", "set_random_seed"})
# Between two draws, so that the seeds of several cells never meet.
_STEP = 10_000


def reseeded(text: str, draw: int) -> str:
    """The text of a cell in which each seed that it sets is that of another draw, from 1.

    Seeds of generators that make data are not changed, nor is a text that is no Python.
    """
    lines = text.split("\n")
    for number in sorted(_seeds(text), key=_end, reverse=True):
        line = lines[number.lineno - 1].encode()
        assert number.end_col_offset is not None
        start, end = number.col_offset, number.end_col_offset
        other = str(int(str(ast.literal_eval(number))) + _STEP * draw).encode()
        lines[number.lineno - 1] = (line[:start] + other + line[end:]).decode()
    return "\n".join(lines)


def _seeds(text: str) -> Iterator[ast.Constant]:
    """The whole numbers that a text sets as global seeds."""
    try:
        tree = parsed(text)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in SEEDS:
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(given, ast.Constant) and type(given.value) is int:
                    yield given


def _end(number: ast.Constant) -> tuple[int, int]:
    return number.lineno, number.col_offset
