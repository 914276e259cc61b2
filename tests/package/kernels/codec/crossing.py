"""There and back, and what must be the same afterwards."""

from __future__ import annotations

import struct
from collections import deque
from typing import Any

import pytest

from nbjudge.kernels.codec import CantCross, Loan, dumps, loads


def crossed(value: object) -> Any:
    """The copy that the other side has of a value."""
    return loads(dumps(value))


def refusal(value: object) -> str:
    """Why a value can't cross, even where things are lent."""
    with pytest.raises(CantCross) as caught:
        dumps(value, lend)
    assert caught.value.reason.isprintable()
    return caught.value.reason


def lend(value: object) -> Loan:
    """A loan of anything."""
    return Loan(7, "object", type(value).__name__, {})


def exactly(value: object) -> object:
    """A value with all its types, so that `==` sees every difference; NaN is equal to itself."""
    if isinstance(value, float):
        return (type(value), struct.pack("<d", value))
    if isinstance(value, complex):
        return (type(value), struct.pack("<dd", value.real, value.imag))
    if isinstance(value, dict):
        return (type(value), [(exactly(key), exactly(item)) for key, item in value.items()])
    if isinstance(value, list | tuple | deque):
        return (type(value), [exactly(item) for item in value])
    if isinstance(value, set | frozenset):
        return (type(value), {exactly_hashable(item) for item in value})
    return (type(value), value)


def exactly_hashable(value: object) -> object:
    """The same for what is in a set."""
    known = exactly(value)
    return repr(known) if isinstance(value, tuple | frozenset) else known
