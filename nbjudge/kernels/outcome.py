"""How the last cell of a bench ended: what live judging asks, in the bench itself."""

from __future__ import annotations

import traceback
from typing import Any

from nbjudge.kernels.credit import credit

# What a client evaluates in the kernel.
QUESTION = "__import__('nbjudge.kernels.outcome', fromlist=['outcome']).outcome({points!r})"

_last: Any = None


def watch(shell: Any) -> None:
    """Keeps how each cell ends, from now on."""
    shell.events.register("post_run_cell", _keep)


def outcome(points: float) -> dict[str, object]:
    """How the last cell ended.

    That is `points`, partial credit counted, or `failed`: whether a test did not hold, or else
    something broke, with the `line` of the cell where it did, from 1, if that is known.
    """
    error = _last.error_before_exec or _last.error_in_exec
    if error is None:
        return {"points": credit(_last.result, points)}
    failed = isinstance(error, AssertionError | NameError)
    return {"failed": failed, "line": _line(error)}


def _keep(result: Any) -> None:
    global _last
    _last = result


def _line(error: BaseException) -> int | None:
    """The line of the cell that an error came through last."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "IPython" not in frame.filename]
    places = [frame.lineno for frame in own if frame.filename == own[0].filename]
    return places[-1] if places else None
