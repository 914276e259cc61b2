"""Values that no check may stumble over and none may accept, each made anew by its function."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import MagicMock

import numpy as np
import pandas as pd


class EqualToAll:
    """Claims to be equal to everything, and less than everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __lt__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class EqualText(str):
    """Text that claims to be equal to everything."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0

    def strip(self, *_: object) -> Any:
        return EqualToAll()

    casefold = lower = __str__ = __repr__ = strip


class EqualFloat(float):
    """A number that claims to be equal and close to everything."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __sub__(self, other: object) -> Any:
        return 0.0

    __rsub__ = __sub__

    def __hash__(self) -> int:
        return 0

    def __format__(self, spec: str) -> str:
        raise RuntimeError


class EqualArray(np.ndarray):
    """An array that claims to be equal to everything."""

    def __eq__(self, other: object) -> Any:
        return np.ones(self.shape, dtype=bool)

    def __sub__(self, other: object) -> Any:
        return np.zeros(self.shape)


class RaisingAttributes:
    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)


class RaisingRepr:
    def __repr__(self) -> str:
        raise RuntimeError


class ExitingRepr:
    def __repr__(self) -> str:
        raise SystemExit


class HugeRepr:
    def __repr__(self) -> str:
        return "\x1b[31m\n" * 1_000_000


class Lying:
    """Claims to be of another class."""

    def __init__(self, kind: type) -> None:
        self.kind = kind

    @property
    def __class__(self) -> Any:
        return self.kind

    @__class__.setter
    def __class__(self, kind: type) -> None: ...


class ArrayOf:
    """Turns into whatever it is told to."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make

    def __array__(self, dtype: object = None, copy: object = None) -> Any:
        return self.make()


class RaisingList(list[int]):
    def __iter__(self) -> Iterator[int]:
        raise RuntimeError("no")

    def __len__(self) -> int:
        raise RuntimeError("no")


class RaisingDict(dict[str, int]):
    def items(self) -> Any:
        raise RuntimeError("no")

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError("no")


class RaisingShape:
    shape = (HugeRepr(), RaisingRepr())


def exits() -> None:
    raise SystemExit(0)


def endless_list() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


def endless_dict() -> dict[str, Any]:
    items: dict[str, Any] = {}
    items["a"] = items
    return items


NASTY: dict[str, Callable[[], Any]] = {
    "none": lambda: None,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("-inf"),
    "huge integer": lambda: 10**5000,
    "complex": lambda: 1j,
    "complex array": lambda: np.array([1j, 2, 3]),
    "no text": lambda: "",
    "digits": lambda: "3",
    "digits in a list": lambda: ["1", "2", "3"],
    "digits in a series": lambda: pd.Series(["1", "2", "3"]),
    "digits in an object array": lambda: np.array(["1", "2", "3"], dtype=object),
    "bytes": lambda: b"123",
    "bytearray": lambda: bytearray(b"123"),
    "surrogate": lambda: "\ud800",
    "object": object,
    "class": lambda: int,
    "ellipsis": lambda: ...,
    "function": lambda: exits,
    "generator": lambda: (number for number in (1, 2, 3)),
    "endless iterator": itertools.count,
    "endless list": endless_list,
    "endless dictionary": endless_dict,
    "open file": io.StringIO,
    "mock": MagicMock,
    "no list": list,
    "no set": set,
    "no dictionary": dict,
    "no array": lambda: np.empty((0, 3)),
    "no table": pd.DataFrame,
    "ragged list": lambda: [[1, 2], [3]],
    "list of none": lambda: [None, None, None],
    "masked array": lambda: np.ma.masked_all(3),
    "masked number": lambda: np.ma.masked,
    "structured array": lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    "array of objects": lambda: np.array([object()] * 3, dtype=object),
    "dates": lambda: pd.Series(pd.date_range("2000-01-01", periods=3)),
    "time differences": lambda: np.array([1, 2, 3], dtype="timedelta64[s]"),
    "missing integers": lambda: pd.array([1, None, 3], dtype="Int64"),
    "categories": lambda: pd.Series(["x", "y", "x"], dtype="category"),
    "twice the same column": lambda: pd.DataFrame([[1, 2]] * 2, columns=["a", "a"], index=[0, 0]),
    "columns in levels": lambda: pd.DataFrame([["z"]], columns=pd.MultiIndex.from_tuples([(1, 2)])),
    "equal to all": EqualToAll,
    "equal elements": lambda: [EqualToAll()] * 3,
    "equal elements in an array": lambda: np.array([EqualToAll()] * 3, dtype=object),
    "equal keys": lambda: {EqualToAll(): EqualToAll()},
    "equal columns": lambda: pd.DataFrame({EqualToAll(): [EqualToAll()]}),
    "equal text": lambda: EqualText("zzz"),
    "equal texts": lambda: [EqualText("zzz")] * 3,
    "equal number": lambda: EqualFloat(99),
    "equal numbers": lambda: [EqualFloat(99)] * 3,
    "equal array": lambda: np.full(3, 99.0).view(EqualArray),
    "raising attributes": RaisingAttributes,
    "raising repr": RaisingRepr,
    "exiting repr": ExitingRepr,
    "huge repr": HugeRepr,
    "raising shape": RaisingShape,
    "raising list": lambda: RaisingList([1, 2, 3]),
    "raising dictionary": lambda: RaisingDict(a=1),
    "no dictionary really": lambda: Lying(dict),
    "no text really": lambda: Lying(str),
    "no table really": lambda: Lying(pd.DataFrame),
    "no array really": lambda: Lying(np.ndarray),
    "array of equals": lambda: ArrayOf(lambda: np.array([EqualToAll()] * 3, dtype=object)),
    "array of nothing": lambda: ArrayOf(lambda: None),
    "exit on becoming an array": lambda: ArrayOf(exits),
}
