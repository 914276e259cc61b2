"""The judge: a forked process that runs test cells against inert copies of the bench's values."""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import shutil
import socket
import sys
import time
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from nbjudge.checks.foreign import silence
from nbjudge.checks.thresholds import take_measured
from nbjudge.checks.wording import code
from nbjudge.errors import CheckFailed
from nbjudge.kernels.borrowing import (
    BenchLost,
    Borrowed,
    Borrower,
    NotDefined,
    Refused,
    claims_to_be,
)
from nbjudge.kernels.credit import credit
from nbjudge.kernels.link import LinkLost, receive, send
from nbjudge.kernels.reasons import reason
from nbjudge.kernels.training import use_eagerly

_LONGEST_MESSAGE = 2_000


def run(options: dict[str, Any], descriptors: list[int]) -> int:
    """Runs test cells until the driver hangs up; the exit code.

    The first descriptor is the driver's socket; `options` has a folder of `files` to copy to the
    work folder. The first message has what the notebook's `own` code is, see `Namespace`.
    """
    driver = socket.socket(fileno=descriptors[0])
    use_eagerly()
    borrower = Borrower()
    if options["files"]:
        shutil.copytree(options["files"], ".", dirs_exist_ok=True)
    # As in every notebook: there are no files here but the course's own.
    sys.path.insert(0, str(Path.cwd()))
    try:
        cells = TestCells(borrower, **json.loads(receive(driver)))
        while True:
            request = json.loads(receive(driver))
            if request.pop("order") == "bench":
                _, (descriptor,), _, _ = socket.recv_fds(driver, 1, 1)
                borrower.connect(socket.socket(fileno=descriptor))
                continue
            send(driver, json.dumps(cells.run(**request)).encode())
    except LinkLost:
        return 0


class TestCells:
    """Runs the test cells of one notebook, one after the other, in one namespace.

    They run in IPython's shell, as in every notebook: with magics, shell commands and `await`.
    """

    __test__ = False  # it is no test of ours

    def __init__(
        self, borrower: Borrower, own: dict[str, str], imports: dict[str, str], students: list[str]
    ) -> None:
        self._borrower = borrower
        # Texts of the course's code, by the names that it is compiled under.
        self._texts = {str(path): _read(path) for path in Path.cwd().rglob("*.py")}
        self._names = Namespace(borrower, own, imports, frozenset(students), self._texts)
        config = Config()
        config.HistoryManager.enabled = False
        self._shell = _Shell(user_ns=self._names, config=config)  # type: ignore[no-untyped-call]
        # Nobody sees tracebacks, and IPython keeps one of each error.
        self._shell.InteractiveTB.structured_traceback = lambda *_, **__: []  # type: ignore[method-assign]

    def run(
        self, source: str, visible: str, points: float, timeout_s: float, *, fresh: bool = True
    ) -> dict[str, Any]:
        """The verdict on one test cell: `status`, `message` and `points`.

        `touched` is with it, which says that copies may not have told everything: see `Borrower`;
        and what was `measured`, see `nbjudge.checks.thresholds`.

        `visible` is the text that students see of it, of which a failed line may be shown.
        `fresh` says that cells of the student's have run since the last one: copies of what they
        made are then made anew.
        """
        name = f"<test cell {len(self._texts)}>"
        self._texts[name] = source
        self._shell.compile.get_code_name = lambda *_: name  # type: ignore[method-assign]
        take_measured()
        try:
            self._borrower.begin(time.monotonic() + timeout_s, fresh=fresh)
            if fresh:
                self._names.forget()
            with (
                warnings.catch_warnings(),
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
            ):
                warnings.simplefilter("ignore")
                self._shell.shown_error = None
                result = self._shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
            if isinstance(result.error_before_exec, SyntaxError):
                fault = f"the test cell has a syntax error: {result.error_before_exec}"
                return _verdict("grader_fault", fault)
            error = result.error_before_exec or result.error_in_exec or self._shell.shown_error
            verdict = (
                self._failed(error, name, visible) if error else _graded(result.result, points)
            )
        except BaseException as error:
            verdict = self._failed(error, name, visible)
        if self._borrower.lost is not None:
            # Whatever the test cell made of it.
            verdict = _verdict(*_loss(self._borrower.lost))
        measured = [asdict(one) for one in take_measured()]
        return verdict | {"touched": self._borrower.touched, "measured": measured}

    def _failed(self, error: BaseException, name: str, visible: str) -> dict[str, Any]:
        """The verdict on a test cell that raised an exception."""
        if isinstance(error, BenchLost):
            return _verdict(*_loss(error))
        with silence():
            message = reason(error, self._texts[name], visible, self._texts, file=name)
        if isinstance(error, Refused):
            return _verdict("refused", message)
        kind = self._borrower.compared
        if kind and isinstance(error, AssertionError) and not isinstance(error, CheckFailed):
            message += (
                f". Objects of the class {code(kind)} are equal to nothing here: "
                "use one of Python's own types"
            )
        failed = isinstance(error, CheckFailed | NotDefined | AssertionError)
        return _verdict("failed" if failed else "error", message)


class _Shell(InteractiveShell):
    """A shell that keeps the errors which another would show: some magics do no more than that."""

    shown_error: BaseException | None = None

    def enable_gui(self, gui: object = None) -> None:
        """Does nothing: there is no screen."""

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Keeps the error that is being handled."""
        self.shown_error = sys.exc_info()[1]

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Keeps it, too."""
        self.shown_error = sys.exc_info()[1]


class Namespace(dict[str, Any]):
    """The global names of test cells: their own, the course's, then copies of the student's.

    `own` is code of the course's by the names that it binds. `imports` are those of the reference
    solution: a name that a student has imported, too, is the same thing here, and no copy.
    `students` are the names that solutions make. What is run of `own` is added to `texts`.
    """

    def __init__(
        self,
        borrower: Borrower,
        own: dict[str, str],
        imports: dict[str, str],
        students: frozenset[str],
        texts: dict[str, str],
    ) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins)
        self._borrower = borrower
        self._own = own
        self._imports = imports
        self._students = students
        self._texts = texts
        self._made: dict[str, Any] = {}

    def __missing__(self, name: str) -> Any:
        if name in self._own:
            file = f"<course: {name}>"
            self._texts[file] = self._own[name]
            exec(compile(self._own[name], file, "exec"), self)  # noqa: S102
            return dict.__getitem__(self, name)
        if name.startswith("__") or (hasattr(builtins, name) and name not in self._students):
            raise KeyError(name)
        return self._imported(name, self._borrower.name(name))

    def _imported(self, name: str, value: object) -> object:
        """What the reference solution imports by a name, if a student's value claims to be that."""
        if name not in self._imports or not isinstance(value, Borrowed):
            return value
        if name not in self._made:
            made: dict[str, object] = {}
            exec(self._imports[name], made)  # noqa: S102
            self._made[name] = made[name]
        return self._made[name] if claims_to_be(value, self._made[name]) else value

    def forget(self) -> None:
        """Drops what a test cell called by a name that is the student's."""
        for name in self._students:
            self.pop(name, None)


def _graded(value: object, points: float) -> dict[str, Any]:
    """The verdict on a test cell that ended without an error, from the value that it shows."""
    given = credit(value, points)
    if given == points:
        return _verdict("passed", points=points)
    return _verdict("partial" if given else "failed", points=given)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _loss(error: BenchLost) -> tuple[str, str]:
    if error.late:
        return "timeout", "a call of your code took too long"
    return "kernel_died", "your code ended its own process"


def _verdict(status: str, message: str = "", points: float = 0.0) -> dict[str, Any]:
    return {"status": status, "message": message[:_LONGEST_MESSAGE], "points": points}
