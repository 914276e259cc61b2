"""Checks of functions."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbjudge.checks import call, check_function

from .failing import failure


def relu(x: float) -> float:
    return max(0.0, x)


INPUTS = [(-2.0,), (0.0,), (3.0,)]
SAME: dict[str, Callable[[Any], Any]] = {
    "python": relu,
    "numpy": lambda x: np.maximum(0, x),
    "float32": lambda x: np.float32(relu(x)),
    "array of one": lambda x: np.array([relu(x)]),
    "series of one": lambda x: pd.Series([relu(x)]),
    "within the tolerance": lambda x: relu(x) * (1 + 1e-6),
    "prints": lambda x: [sys.stdout.write("no"), relu(x)][1],
    "warns": lambda x: [warnings.warn("no", stacklevel=1), relu(x)][1],
    "logs": lambda x: [logging.getLogger("student").error("no"), relu(x)][1],
    "writes to stderr": lambda x: [sys.stderr.write("no"), relu(x)][1],
    "keyword default": lambda x, slope=0.0: relu(x),
    "class": type("Relu", (float,), {"__new__": lambda cls, x: float(relu(x))}),
}
OTHER: dict[str, Any] = {
    "linear": lambda x: x,
    "constant": lambda x: 0.0,
    "nothing": lambda x: None,
    "text": lambda x: str(relu(x)),
    "generator": lambda x: (yield relu(x)),
    "list of one": lambda x: [relu(x)],
    "two numbers": lambda x: [relu(x)] * 2,
    "nan": lambda x: float("nan"),
    "raises": lambda x: 1 / 0,
    "exits": lambda x: sys.exit(),
    "no argument": lambda: 0.0,
    "two arguments": lambda x, y: 0.0,
    "not a function": 3.0,
    "none": None,
    "text of a function": "relu",
}


@pytest.mark.parametrize("function", SAME.values(), ids=SAME)
def test_function(function: Any, capfd: pytest.CaptureFixture[str]) -> None:
    check_function(function, relu, INPUTS, name="relu")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("function", OTHER.values(), ids=OTHER)
def test_other_function(function: Any) -> None:
    message = failure(check_function, function, relu, INPUTS, name="relu")
    assert message.startswith("`relu")


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (OTHER["linear"], "`relu(-2.0)`: expected another result, got `-2.0`. Look."),
        (
            OTHER["nothing"],
            "`relu(-2.0)`: expected another result, got `None`. Does it end with `return`?",
        ),
        (
            OTHER["raises"],
            "`relu(-2.0)`: expected a result, got ZeroDivisionError: division by zero.",
        ),
        (OTHER["none"], "`relu`: expected a function, got `None`."),
    ],
    ids=["wrong", "nothing", "raises", "none"],
)
def test_message(function: Any, message: str) -> None:
    assert failure(check_function, function, relu, INPUTS, name="relu", remedy="Look.") == message


def stub() -> None:
    raise NotImplementedError


def stub_with_call() -> None:
    raise NotImplementedError()


def unfinished() -> None:
    raise NotImplementedError("Cannot convert this layer")


@pytest.mark.parametrize("function", [stub, stub_with_call])
def test_stub(function: Callable[[], None]) -> None:
    message = failure(check_function, function, lambda: 1, [()], name="one")
    assert message == (
        "`one`: expected your code, got the untouched stub. Replace `raise NotImplementedError()`."
    )


def test_not_every_missing_implementation_is_a_stub() -> None:
    message = failure(call, unfinished)
    assert message.endswith("got NotImplementedError: Cannot convert this layer.")


def test_arguments_are_copies() -> None:
    def sorts(numbers: list[int]) -> int:
        numbers.sort()
        return numbers[0]

    numbers = [3, 1, 2]
    check_function(sorts, min, [(numbers,)], name="smallest")
    assert call(sorts, numbers) == 1
    assert numbers == [3, 1, 2]


def test_function_that_forgets_to_copy_is_not_helped_by_the_reference() -> None:
    def cheats(numbers: np.ndarray) -> np.ndarray:
        numbers[:] = 0
        return numbers

    failure(check_function, cheats, lambda numbers: numbers, [(np.ones(3),)], name="keep")


RESULTS = {
    "text": ("a", ["a", np.str_("a")], ["A", "a ", b"a", ["a"], None, 1]),
    "true": (True, [True, np.bool_(True), np.array(True)], [1, 1.0, "True", False, None]),
    "false": (np.bool_(False), [False], [0, None, "", []]),
    "none": (None, [None], [0, "", "None", [], np.nan]),
    "number": (2, [2, 2.0, np.array([2]), np.float16(2)], [3, "2", None, 2j, [2, 2], {2}]),
    "nan": (np.nan, [np.nan, np.float32("nan")], [0.0, "nan"]),
    "array": (np.array([1.0, 2.0]), [[1, 2], (1.0, 2.0), pd.Series([1, 2])], [[[1, 2]], [2, 1], 1]),
    "nothing": ([], [[], np.array([])], [[1], 0, None]),
    "texts": (
        ["a", "b"],
        [["a", "b"], np.array(["a", "b"]), pd.Series(["a", "b"])],
        ["ab", ["b", "a"]],
    ),
    "pair": ((1, "a"), [(1, "a"), [1.0, "a"]], [("a", 1), (1,), "1a", None, (1, "a", 2)]),
    "arrays": (
        (np.zeros(2), np.ones(3)),
        [([0, 0], [1, 1, 1]), [np.zeros(2, int), (1, 1, 1)]],
        [(np.zeros(2), np.ones(2)), np.zeros(2), (np.ones(3), np.zeros(2))],
    ),
    "dictionary": (
        {"a": 1.0, "b": [1, 2]},
        [{"b": np.array([1, 2]), "a": 1}, {np.str_("a"): 1, "b": (1, 2)}],
        [{"a": 1.0}, {"a": 1.0, "b": [2, 1]}, {"a": 1.0, "b": [1, 2], "c": 0}, [("a", 1.0)], None],
    ),
    "set": ({"a", 1}, [{1, "a"}, frozenset({1.0, "a"})], [{1}, ["a", 1], "a1", None]),
    "table": (
        pd.DataFrame({"a": ["x"], "b": [1]}),
        [pd.DataFrame({"b": [1.0], "a": ["x"]})],
        [pd.DataFrame({"a": ["x"], "b": [2]}), [["x", 1]], None],
    ),
}


@pytest.mark.parametrize("kind", RESULTS)
def test_results(kind: str) -> None:
    right, same, different = RESULTS[kind]
    for got in [right, *same]:
        check_function(lambda got=got: got, lambda: right, [()], name="f")
    for got in different:
        failure(check_function, lambda got=got: got, lambda: right, [()], name="f")


@given(st.lists(st.floats(-1e6, 1e6), max_size=5))
def test_right_function_passes_for_any_numbers(numbers: list[float]) -> None:
    check_function(lambda x: np.cumsum(x), lambda x: np.cumsum(x).tolist(), [(numbers,)], name="f")


def test_call_returns_the_result() -> None:
    result = object()
    assert call(lambda: result) is result


def test_call_names_the_function_and_its_arguments() -> None:
    def divide(one: float, other: float) -> float:
        return one / other

    message = failure(call, divide, np.array([1, 2]), np.zeros((9, 9)), 3)
    assert message.startswith("`divide([1, 2], an array of shape (9 × 9), 3)`: expected a result")


class Unspeakable(Exception):
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "error", [KeyError("a"), Unspeakable(), SystemExit(3), GeneratorExit(), RecursionError()]
)
def test_any_error_becomes_a_message(error: BaseException) -> None:
    def raises() -> None:
        raise error

    assert type(error).__name__ in failure(call, raises)


def test_stop_button_goes_through() -> None:
    def interrupts() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(interrupts)


def test_output_comes_back_afterwards(capsys: pytest.CaptureFixture[str]) -> None:
    disabled = logging.root.manager.disable
    failure(call, OTHER["raises"], 1)
    sys.stdout.write("heard")
    assert capsys.readouterr().out == "heard"
    assert logging.root.manager.disable == disabled
    with pytest.warns(UserWarning, match="seen"):
        warnings.warn("seen", stacklevel=1)


def test_long_name_is_cut() -> None:
    def function() -> None:
        raise ValueError("x" * 10_000)

    function.__name__ = "f\n" * 10_000
    failure(call, function)
