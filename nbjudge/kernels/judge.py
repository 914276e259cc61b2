"""The judge: a forked process that runs test cells against inert copies of the bench's values."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import json
import math
import shutil
import socket
import sys
import time
import traceback
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from nbjudge.checks.foreign import silence
from nbjudge.checks.wording import problem
from nbjudge.errors import CheckFailed
from nbjudge.kernels.borrowing import BenchLost, Borrower, NotDefined, Refused
from nbjudge.kernels.link import LinkLost, receive, send

_MOST_TEXT = 100_000
_LONGEST_MESSAGE = 2_000


def run(options: dict[str, Any], descriptors: list[int]) -> int:
    """Runs test cells until the driver hangs up; the exit code.

    The first descriptor is the driver's socket; `options` has a folder of `files` to copy to the
    work folder. The first message has the notebook's `own` code (imports and definitions by the
    names that they bind) and the names that are the `students`.
    """
    driver = socket.socket(fileno=descriptors[0])
    borrower = Borrower()
    if options["files"]:
        shutil.copytree(options["files"], ".", dirs_exist_ok=True)
    # Last, so that no file of the course takes the place of a package.
    sys.path.append(str(Path.cwd()))
    try:
        notebook = json.loads(receive(driver))
        cells = TestCells(borrower, notebook["own"], notebook["students"])
        while True:
            request = json.loads(receive(driver))
            if request["order"] == "bench":
                _, (descriptor,), _, _ = socket.recv_fds(driver, 1, 1)
                borrower.connect(socket.socket(fileno=descriptor))
                continue
            verdict = cells.run(
                request["source"], request["visible"], request["points"], request["timeout_s"]
            )
            send(driver, json.dumps(verdict).encode())
    except LinkLost:
        return 0


class TestCells:
    """Runs the test cells of one notebook, one after the other, in one namespace."""

    __test__ = False  # it is no test of ours

    def __init__(self, borrower: Borrower, own: dict[str, str], students: list[str]) -> None:
        self._borrower = borrower
        self._names = Namespace(borrower, own, frozenset(students))

    def run(self, source: str, visible: str, points: float, timeout_s: float) -> dict[str, Any]:
        """The verdict on one test cell: `status`, `message`, `points` and what it printed.

        `visible` is the text that students see of it, of which a failed line may be shown.
        """
        printed = io.StringIO()
        try:
            body, last = _compiled(source)
        except SyntaxError as error:
            return _verdict("grader_fault", f"the test cell has a syntax error: {error}")
        try:
            self._borrower.begin(time.monotonic() + timeout_s)
            with (
                warnings.catch_warnings(),
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                warnings.simplefilter("ignore")
                exec(body, self._names)  # noqa: S102
                value = eval(last, self._names) if last else None  # noqa: S307
            verdict = _graded(value, points)
        except BaseException as error:
            verdict = _failed(error, visible)
        finally:
            self._names.forget()
        if self._borrower.lost is not None:
            # Whatever the test cell made of it.
            verdict = _verdict(*_loss(self._borrower.lost))
        return verdict | {"printed": printed.getvalue()[:_MOST_TEXT]}


class Namespace(dict[str, Any]):
    """The global names of test cells: their own, the course's, then copies of the student's."""

    def __init__(self, borrower: Borrower, own: dict[str, str], students: frozenset[str]) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins)
        self._borrower = borrower
        self._own = own
        self._students = students
        self._copies: dict[str, Any] = {}

    def __missing__(self, name: str) -> Any:
        if name in self._own:
            exec(self._own[name], self)  # noqa: S102
            return dict.__getitem__(self, name)
        if hasattr(builtins, name) and name not in self._students:
            raise KeyError(name)
        if name not in self._copies:
            self._copies[name] = self._borrower.name(name)
        return self._copies[name]

    def forget(self) -> None:
        """Drops the copies, and what a test cell called by a name that is the student's."""
        self._copies.clear()
        for name in self._students:
            self.pop(name, None)


def _compiled(source: str) -> tuple[Any, Any]:
    """The code of a cell, and that of the expression at its end, if its value is shown."""
    tree = ast.parse(source, "<test cell>")
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = compile(ast.Expression(tree.body.pop().value), "<test cell>", "eval")  # type: ignore[attr-defined]
    return compile(tree, "<test cell>", "exec"), last


def _graded(value: object, points: float) -> dict[str, Any]:
    """The verdict on a test cell that ended without an error, from the value that it shows."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return _verdict("passed", points=points)
    credit = float(value)
    if not math.isfinite(credit) or not 0 <= credit <= points:
        return _verdict("grader_fault", f"the test cell gives {credit:g} of {points:g} points")
    status = "passed" if credit == points else "partial" if credit else "failed"
    return _verdict(status, points=credit)


def _failed(error: BaseException, visible: str) -> dict[str, Any]:
    """The verdict on a test cell that raised an exception."""
    if isinstance(error, BenchLost):
        return _verdict(*_loss(error))
    if isinstance(error, Refused):
        return _verdict("refused", str(error))
    if isinstance(error, CheckFailed | NotDefined):
        return _verdict("failed", str(error))
    if isinstance(error, AssertionError):
        with silence():
            text = str(error)
        return _verdict("failed", text or _line(error, visible))
    return _verdict("error", problem(error))


def _line(error: BaseException, visible: str) -> str:
    """The line of the test cell that failed, if students see it."""
    places = [
        frame.lineno or 0
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<test cell>"
    ]
    lines = visible.splitlines()
    if places and places[0] <= len(lines) and lines[places[0] - 1].strip():
        return f"`{lines[places[0] - 1].strip()}` does not hold"
    return "a hidden test failed"


def _loss(error: BenchLost) -> tuple[str, str]:
    if error.late:
        return "timeout", "a call of your code took too long"
    return "kernel_died", "your code ended its own process"


def _verdict(status: str, message: str = "", points: float = 0.0) -> dict[str, Any]:
    return {"status": status, "message": message[:_LONGEST_MESSAGE], "points": points}
