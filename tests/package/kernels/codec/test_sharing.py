"""What a value has in two places: one thing afterwards, too."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from nbjudge.kernels.codec import dumps, loads

from .crossing import crossed, lend, refusal

SHARED: dict[str, Any] = {
    "list": [0, "a"],
    "numbers": [0.5, 1.5],
    "dictionary": {"a": 1},
    "set": {1},
    "bytearray": bytearray(b"x"),
    "array": np.arange(3),
    "array of objects": np.array([None, "a"], dtype=object),
}


@pytest.mark.parametrize("part", SHARED.values(), ids=SHARED)
def test_what_is_there_twice_is_one_thing_afterwards(part: Any) -> None:
    first, second, inner, other = crossed([part, part, {"in": (part,)}, copy.deepcopy(part)])
    assert first is second is inner["in"][0]
    assert first is not other
    assert type(first) is type(part)


def test_parts_that_are_equal_stay_apart() -> None:
    rows = crossed([[0, 0] for _ in range(3)])
    rows[0][0] = 1
    assert rows == [[1, 0], [0, 0], [0, 0]]


def test_records_that_are_lent_and_lists_of_what_is_drawn_may_be_there_twice() -> None:
    records, axes = np.zeros(2, dtype=[("a", "i4")]), Figure().subplots()
    lines = axes.plot([1, 2])
    message = dumps([records, records, lines, lines], lend)
    got: Any = loads(message, lambda loan: object())
    assert got[0] is got[1]
    assert got[2] is got[3]


def test_a_column_may_be_in_two_series() -> None:
    series = pd.Series([1, 2])
    one, other = crossed([series, series])
    assert one.equals(series)
    assert other.equals(series)


def _doubling(levels: int) -> Any:
    value: Any = [0]
    for _ in range(levels):
        value = [value, value]
    return value


def _endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


TOO_MUCH: dict[str, Callable[[], Any]] = {
    "more than 1,000,000 values": lambda: _doubling(25),
    "a list nested more than 50 deep": _endless,
}


@pytest.mark.parametrize(("reason", "make"), TOO_MUCH.items(), ids=TOO_MUCH)
def test_what_is_there_again_counts_again(reason: str, make: Callable[[], Any]) -> None:
    assert refusal(make()) == reason


def test_what_is_there_again_is_written_once() -> None:
    assert len(dumps([list(range(1000))] * 100)) < 2 * len(dumps([list(range(1000))]))
