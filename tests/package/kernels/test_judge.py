"""The judge: the verdict on a test cell, whatever happens in it."""

from __future__ import annotations

import asyncio
import bdb
import builtins
import math
import re
import socket
import unittest
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import pytest
from IPython.core.error import UsageError

from nbjudge.kernels.borrowing import Borrower
from nbjudge.kernels.codec import dumps
from nbjudge.kernels.judge import TestCells as Cells
from nbjudge.kernels.link import send

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


@pytest.fixture(autouse=True)
def work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with nothing in it: a judge reads all code of the course's that is in its own."""
    monkeypatch.chdir(tmp_path)


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


# Ways in which a test cell goes through what a function gives, and what it may take for the end.
PROTOCOLS = {
    "map and zip": "for got, wanted in zip(map(fail, [1, 2]), [1, 2]):\n    assert got == wanted",
    "list": "assert not list(map(fail, []))\nlist(map(fail, [1]))",
    "next with a default": "next(map(fail, [1]), None)",
    "a sentinel": "for _ in iter(lambda: fail(1), 0):\n    pass",
    "the function and a sentinel": "import functools\nlist(iter(functools.partial(fail, 1), 0))",
    "filter": "assert not list(filter(fail, [1]))",
    "takewhile": "import itertools\nassert not list(itertools.takewhile(fail, [1]))",
    "starmap": "import itertools\nassert not list(itertools.starmap(fail, [(1,)]))",
    "accumulate": "import itertools\nlist(itertools.accumulate([1, 2], fail))",
    "groupby": "import itertools\nassert not list(itertools.groupby([1], fail))",
    "comprehension": "[fail(n) for n in [1]]",
    "generator": "assert all(fail(n) == 1 for n in [1])",
    "any": "assert not any(map(fail, [1]))",
    "all": "assert all(map(fail, [1]))",
    "sum": "assert sum(map(fail, [1])) == 0",
    "unpacking": "[*map(fail, [1])]",
    "extend": "[].extend(map(fail, [1]))",
    "dictionary": "dict(map(fail, [1]))",
    "default of a dictionary": "import collections\ncollections.defaultdict(lambda: fail(1))[1]",
    "sorting": "sorted([1, 2], key=fail)",
    "yield from": "def go():\n    yield from map(fail, [1])\nlist(go())",
    "coroutine": "async def go():\n    return fail(1)\nawait go()",
    "asynchronous loop": "async def go():\n    yield fail(1)\nasync for _ in go():\n    pass",
    "gather": "import asyncio\nasync def go():\n    fail(1)\nawait asyncio.gather(go())",
    "unittest": "import unittest\nwith unittest.TestCase().subTest():\n    fail(1)",
    "magic": "%time fail(1)",
    "cell magic": "%%time\nfail(1)",
    "numpy": "import numpy\nnumpy.fromiter(map(fail, [1, 2]), float)",
    "pandas": "import pandas\npandas.Series([1, 2]).map(fail)",
}
ENDS: dict[str, BaseException] = {
    "StopIteration": StopIteration(),
    "StopAsyncIteration": StopAsyncIteration(),
    "GeneratorExit": GeneratorExit(),
    "SystemExit": SystemExit(0),
    "KeyboardInterrupt": KeyboardInterrupt(),
    "CancelledError": asyncio.CancelledError(),
    "SkipTest": unittest.SkipTest("skip"),
    "BdbQuit": bdb.BdbQuit(),
    "skip of pytest": pytest.skip.Exception("skip"),
    "xfail of pytest": pytest.xfail.Exception("xfail"),
    "exit of pytest": pytest.exit.Exception("exit"),
    "UsageError of IPython": UsageError("usage"),
    "LookupError": LookupError(),
    "NameError": NameError(),
    "UserWarning": UserWarning(),
    "EOFError": EOFError(),
    "group": ExceptionGroup("group", [StopIteration()]),
}


@pytest.mark.parametrize("error", ENDS.values(), ids=ENDS)
def test_exception_of_a_student_ends_no_test_cell_well(
    error: BaseException, run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setitem(NAMES, "fail", fail)
    for name, source in PROTOCOLS.items():
        verdict = run(source)
        assert (verdict["status"], verdict["points"]) in [("error", 0), ("failed", 0)], name


@pytest.mark.parametrize(
    "source",
    [
        "with pytest.raises(ValueError, match='no'):\n    refuse(ValueError)",
        "with pytest.raises(LookupError):\n    refuse(KeyError)",
        "try:\n    refuse(IndexError)\nexcept IndexError:\n    pass\nelse:\n    assert False",
        "import unittest\nunittest.TestCase().assertRaises(OSError, refuse, OSError)",
        "with pytest.raises(Exception):\n    refuse(StopIteration)",
        "with pytest.raises(BaseException):\n    refuse(SystemExit)",
        "assert [*two] == [1, 2]\nwith pytest.raises(StopIteration):\n    next(two)",
        "assert next(two) == 1 and next(two) == 2 and next(two, 'end') == 'end'",
        "assert [*zip(two, 'ab')] == [(1, 'a'), (2, 'b')]",
        "assert not hasattr(two, 'nothing') and getattr(two, 'nothing', 3) == 3",
    ],
)
def test_exception_that_a_test_waits_for_is_what_it_was(
    source: str, run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(kind: str) -> None:
        raise {**vars(builtins)}[kind]("no")

    monkeypatch.setitem(NAMES, "refuse", refuse)
    monkeypatch.setitem(NAMES, "two", iter([1, 2]))
    kinds = re.sub(r"refuse(\(|, )(\w+)", r"refuse\1'\2'", source)
    verdict = run(f"import pytest\n{kinds}")
    assert verdict["status"] == "passed", verdict


@pytest.mark.parametrize("kind", ["SystemExit", "KeyboardInterrupt", "GeneratorExit"])
def test_end_of_a_program_is_not_taken_for_an_error(
    kind: str, run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave() -> None:
        raise vars(builtins)[kind]

    monkeypatch.setitem(NAMES, "leave", leave)
    tries = "try:\n    leave()\nexcept Exception:\n    pass"
    assert run(tries)["status"] == "error"
    assert run(tries.replace("Exception", kind))["status"] == "error"


def test_name_gives_one_value_until_the_student_goes_on(
    run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NAMES, "value", 1)
    assert run("assert value == 1")["status"] == "passed"
    assert run("assert later", fresh=False)["message"] == "`later` is not defined"
    monkeypatch.setitem(NAMES, "value", 2)
    monkeypatch.setitem(NAMES, "later", 2)
    assert run("assert value == 1 and value == 1", fresh=False)["status"] == "passed"
    assert run("assert later", fresh=False)["message"] == "`later` is not defined"
    assert run("assert value == later == 2")["status"] == "passed"


def test_two_names_of_one_list_are_one_list(
    run: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = [0, 0]
    monkeypatch.setitem(NAMES, "first", row)
    monkeypatch.setitem(NAMES, "second", row)
    monkeypatch.setitem(NAMES, "rows", [row] * 2)
    assert run("assert first is second")["status"] == "passed"
    assert run("first.append(1)\nassert second == [0, 0, 1]")["status"] == "passed"
    assert run("rows[0][0] = 1\nassert rows == [[1, 0], [1, 0]]")["status"] == "passed"


def test_forged_answer_does_not_bring_the_builtin_of_that_name() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for answer in (("value", None, False), ("raised", "KeyError", "KeyError", "sum")):
            send(theirs, dumps(answer))
        cells = Cells(Borrower(ours), {}, {}, ["sum"])
        assert cells.run("assert sum([1, 2]) == 3", "", 2, 20)["status"] == "refused"


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
