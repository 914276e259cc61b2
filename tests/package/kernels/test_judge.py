"""The judge: the verdict on a test cell, whatever happens in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nbjudge.kernels.borrowing import Borrower
from nbjudge.kernels.judge import TestCells as Cells

Connect = Callable[[dict[str, object]], Borrower]
NAMES: dict[str, object] = {
    "answer": 42,
    "square": lambda x: x * x,
    "sum": 3,
    "np": "no module",
    "helper": lambda: "the student's",
}
OWN = {"np": "import numpy as np", "helper": "def helper():\n    return np.pi"}


@pytest.fixture
def run(borrower: Connect) -> Callable[..., dict[str, Any]]:
    cells = Cells(borrower(NAMES), OWN, ["answer", "square"])
    return lambda source, visible="", points=2.0: cells.run(source, visible, points, 20.0)


@pytest.mark.parametrize(
    "source",
    [
        "assert answer == 42",
        "assert square(3) == 9",
        "np.testing.assert_allclose(square(np.arange(3.0)), [0, 1, 4])",
        "assert helper() == np.pi",
        "assert sum([1, 2]) == 3",
        "import warnings\nwarnings.warn('careful')\nimport sys\nprint('x', file=sys.stderr)",
        "None",
        "True",
        "'text'",
        "answer == 41;",
        "0;",
        "2",
        "2.0",
        "",
    ],
)
def test_passed(source: str, run: Callable[..., dict[str, Any]]) -> None:
    verdict = run(source)
    assert (verdict["status"], verdict["points"]) == ("passed", 2.0), verdict


@pytest.mark.parametrize(
    ("source", "status", "points", "message"),
    [
        ("assert answer == 41", "failed", 0, "a hidden test failed"),
        ("assert answer == 41, 'look again'", "failed", 0, "look again"),
        ("assert nothing == 1", "failed", 0, "`nothing` is not defined"),
        ("square('a')", "error", 0, "TypeError"),
        ("raise SystemExit", "error", 0, "SystemExit"),
        ("raise KeyboardInterrupt", "error", 0, "KeyboardInterrupt"),
        ("def f():\n    f()\nf()", "error", 0, "RecursionError"),
        ("raise ValueError('x' * 10**6)", "error", 0, "ValueError"),
        ("1.5", "partial", 1.5, ""),
        ("np.float64(0.5)", "partial", 0.5, ""),
        ("0", "failed", 0, ""),
        ("-1", "grader_fault", 0, "-1 of 2"),
        ("2.5", "grader_fault", 0, "2.5 of 2"),
        ("float('nan')", "grader_fault", 0, "nan of 2"),
        ("assert (", "grader_fault", 0, "syntax error"),
    ],
)
def test_other_verdicts(
    source: str, status: str, points: float, message: str, run: Callable[..., dict[str, Any]]
) -> None:
    verdict = run(source)
    assert (verdict["status"], verdict["points"]) == (status, points), verdict
    assert message in verdict["message"]
    assert len(verdict["message"]) <= 2000


def test_failed_line_is_shown_if_students_see_it(run: Callable[..., dict[str, Any]]) -> None:
    source = "assert answer == 41\nassert answer == 42"
    assert run(source, visible="assert answer == 41\n")["message"] == (
        "`assert answer == 41` does not hold"
    )
    hidden = "assert answer == 42\nassert answer == 41"
    assert run(hidden, visible="assert answer == 42\n")["message"] == "a hidden test failed"


def test_printed_text_is_kept_and_bounded(run: Callable[..., dict[str, Any]]) -> None:
    assert run("print('well done')")["printed"] == "well done\n"
    assert len(run("print('x' * 10**6)")["printed"]) <= 100_000


def test_names_of_test_cells_last_but_not_those_of_the_student(
    run: Callable[..., dict[str, Any]],
) -> None:
    assert run("expected = 42\nanswer = 41")["status"] == "passed"
    assert run("assert answer == expected")["status"] == "passed"


def test_copies_are_made_anew_for_each_cell(run: Callable[..., dict[str, Any]]) -> None:
    values = [1]
    NAMES["values"] = values
    assert run("assert values == [1]")["status"] == "passed"
    values.append(2)
    assert run("assert values == [1, 2]")["status"] == "passed"
    assert np.array_equal(values, [1, 2])
