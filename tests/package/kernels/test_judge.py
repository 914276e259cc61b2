"""The judge: the verdict on a test cell, whatever happens in it."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import mean
from typing import Any

import numpy as np
import pytest

from nbjudge.kernels.borrowing import Borrower
from nbjudge.kernels.judge import TestCells as Cells

Connect = Callable[[dict[str, object]], Borrower]
NAMES: dict[str, object] = {
    "answer": 42,
    "math": math,
    "mean": mean,
    "m": "no module",
    "square": lambda x: x * x,
    "sum": 3,
    "np": "no module",
    "helper": lambda: "the student's",
}
OWN = {"np": "import numpy as np", "helper": "def helper():\n    return np.pi"}
IMPORTS = {
    "math": "import math",
    "mean": "from statistics import mean",
    "m": "import math as m",
    "log": "from math import log",
}


@pytest.fixture
def run(borrower: Connect) -> Callable[..., dict[str, Any]]:
    cells = Cells(borrower(NAMES), OWN, IMPORTS, ["answer", "square", *IMPORTS])
    return lambda source, visible="", points=2.0, fresh=True: cells.run(
        source, visible, points, 20.0, fresh=fresh
    )


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
        "2.0000000000000004",
        # As points they would be nonsense, so they are none.
        "-1",
        "2.5",
        "float('nan')",
        "",
        "%%time\nassert answer == 42",
        "%matplotlib inline\nassert answer == 42",
        "!true\nassert answer == 42",
        "import asyncio\nawait asyncio.sleep(0)\nassert answer == 42",
        "assert math.isclose(math.sqrt(4), 2) and type(math.pi) is float",
        "import statistics\nassert mean is statistics.mean",
        "assert m == 'no module'",
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
        ("np.float32(0.5)", "partial", 0.5, ""),
        ("from fractions import Fraction\nFraction(1, 2)", "partial", 0.5, ""),
        ("from decimal import Decimal\nDecimal('0.5')", "partial", 0.5, ""),
        ("0", "failed", 0, ""),
        ("%%time\nassert answer == 41", "failed", 0, ""),
        ("!true\nassert answer == 41", "failed", 0, ""),
        ("import asyncio\nawait asyncio.sleep(0)\nassert answer == 41", "failed", 0, ""),
        ("assert log(1) == 0", "failed", 0, "`log` is not defined"),
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


class Equal:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__


def test_object_of_an_own_class_is_equal_to_nothing_and_that_is_said(
    run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NAMES, "thing", Equal())
    for test in ("thing == 42", "42 == thing", "[42] == [thing]"):
        verdict = run(f"assert {test}")
        assert (verdict["status"], verdict["points"]) == ("failed", 0)
        assert "the class `Equal` are equal to nothing here: use one" in verdict["message"]
    assert run("assert thing == thing and thing != 42")["status"] == "passed"
    assert "Equal" not in run("assert answer == 41")["message"]
    assert "Equal" not in run("assert thing is None")["message"]


def test_names_of_test_cells_last_but_not_those_of_the_student(
    run: Callable[..., dict[str, Any]],
) -> None:
    assert run("expected = 42\nanswer = 41")["status"] == "passed"
    assert run("assert answer == expected")["status"] == "passed"


def test_copies_are_made_anew_when_the_student_has_gone_on(
    run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    values = [1]
    monkeypatch.setitem(NAMES, "values", values)
    assert run("assert values == [1]\nvalues.append(5)")["status"] == "passed"
    values.append(2)
    assert run("assert values == [1, 5]", fresh=False)["status"] == "passed"
    assert run("assert values == [1, 2]")["status"] == "passed"
    assert np.array_equal(values, [1, 2])


@pytest.mark.parametrize(
    ("name", "touched"),
    [("kept", False), ("sorted_in_place", True), ("given_back", True), ("filled", True)],
)
def test_call_that_touches_its_arguments_is_told(
    name: str,
    touched: bool,
    run: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    functions = {
        "kept": sorted,
        "sorted_in_place": list.sort,
        "given_back": lambda values: values,
        "filled": lambda values: values.append(4),
    }
    monkeypatch.setitem(NAMES, name, functions[name])
    assert run(f"{name}([3, 1, 2])")["touched"] is touched
    assert run("assert square(2) == 4")["touched"] is False
