"""Plain Python values."""

from __future__ import annotations

import datetime
import enum
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbjudge.kernels.codec import dumps

from .crossing import crossed, exactly, refusal

texts = st.text(st.characters(exclude_categories=()))
zones = st.sampled_from(
    [None, datetime.UTC, datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))]
) | st.sampled_from(["Europe/Berlin", "UTC", "America/New_York"]).map(ZoneInfo)
hashables = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**100, 10**3999).flatmap(lambda one: st.sampled_from([one, -one])),
    st.floats(allow_nan=False),
    texts,
    st.binary(),
    st.dates(),
    st.timedeltas(),
    st.times(),
    st.datetimes(timezones=zones, allow_imaginary=False),
    st.fractions(),
    st.decimals(allow_nan=False),
)
leaves = st.one_of(
    hashables,
    st.floats(),
    st.complex_numbers(),
    st.binary().map(bytearray),
    st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.integers(1, 9)),
    st.builds(slice, st.none() | st.integers(), st.none() | texts),
    st.just(...),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(st.floats()),
        st.lists(inner).map(tuple),
        st.lists(inner).map(deque),
        st.dictionaries(hashables | st.tuples(hashables), inner),
        st.sets(hashables),
        st.frozensets(hashables),
    ),
    max_leaves=20,
)


@given(values)
def test_plain_values_cross_exactly(value: object) -> None:
    assert exactly(crossed(value)) == exactly(value)


class Colour(enum.IntEnum):
    RED = 3


class Name(str):
    __slots__ = ()


class Points(list[int]):
    pass


Pair = namedtuple("Pair", "x y")

BASES: dict[str, tuple[Any, Any]] = {
    "IntEnum": (Colour.RED, 3),
    "str": (Name("a"), "a"),
    "list": (Points([1, 2]), [1, 2]),
    "namedtuple": (Pair(1, 2.0), (1, 2.0)),
    "OrderedDict": (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
    "Counter": (Counter("aab"), {"a": 2, "b": 1}),
    "defaultdict": (defaultdict(list, a=[1]), {"a": [1]}),
    "as a key": ({Colour.RED: Name("b")}, {3: "b"}),
}


@pytest.mark.parametrize(("value", "plain"), BASES.values(), ids=BASES)
def test_a_subclass_crosses_as_its_base(value: object, plain: object) -> None:
    assert exactly(crossed(value)) == exactly(plain)


def test_an_ordered_dict_keeps_the_order_that_it_was_given() -> None:
    value = OrderedDict(a=1, b=2)
    value.move_to_end("a")
    assert list(crossed(value)) == ["b", "a"]


@pytest.mark.parametrize("name", ["keys", "values", "items"])
def test_views_of_a_dictionary_cross(name: str) -> None:
    view = getattr({"b": 2, "a": [1]}, name)()
    copy = crossed(view)
    assert type(copy) is type(view)
    assert list(copy) == list(view)
    assert len(copy) == 2


PATHS = {
    "path": (Path("data/penguins.csv"), Path),
    "pure path": (PurePosixPath("/a"), PurePosixPath),
    "windows": (PureWindowsPath("a"), PurePosixPath),
}


@pytest.mark.parametrize(("path", "kind"), PATHS.values(), ids=PATHS)
def test_paths_cross(path: PurePosixPath, kind: type) -> None:
    copy = crossed(path)
    assert isinstance(copy, kind)
    assert str(copy) == str(path)


class LyingInt(int):
    def __eq__(self, other: object) -> bool:
        return True

    def __int__(self) -> int:
        return 99

    __index__ = __int__
    __hash__ = int.__hash__

    def bit_length(self) -> int:
        raise RuntimeError


class LyingFloat(float):
    def __float__(self) -> float:
        return 99.0


class LyingComplex(complex):
    def __complex__(self) -> complex:
        return 99j

    real = imag = 99.0  # type: ignore[assignment]


class LyingText(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "lie"

    def encode(self, *_: object) -> bytes:
        return b"lie"


class LyingBytes(bytes):
    def __getitem__(self, key: object) -> Any:
        return b"lie"

    def __bytes__(self) -> bytes:
        return b"lie"


class LyingBytearray(bytearray):
    def __getitem__(self, key: object) -> Any:
        return b"lie"


class LyingList(list[int]):
    def __iter__(self) -> Iterator[int]:
        return iter([99])

    def __len__(self) -> int:
        return 99

    def __getitem__(self, key: object) -> Any:
        return [99]

    def copy(self) -> Any:
        return [99]


class LyingTuple(tuple[int, ...]):
    __slots__ = ()
    __iter__ = LyingList.__iter__
    __len__ = LyingList.__len__
    __getitem__ = LyingList.__getitem__


class LyingSet(set[int]):
    __iter__ = LyingList.__iter__
    __len__ = LyingList.__len__
    copy = LyingList.copy


class LyingDict(dict[str, int]):
    __iter__ = LyingList.__iter__
    __len__ = LyingList.__len__

    def items(self) -> Any:
        return [("lie", 99)]

    def __getitem__(self, key: object) -> Any:
        return 99


class LyingOrderedDict(OrderedDict[str, int]):
    items = LyingDict.items


class LyingDate(datetime.datetime):
    year = property(lambda self: 1999)  # type: ignore[assignment]

    def isoformat(self, *_: object) -> str:
        return "1999-09-09"

    def __reduce__(self) -> Any:
        raise RuntimeError


class LyingFraction(Fraction):
    numerator = property(lambda self: 99)


class LyingDecimal(Decimal):
    def __str__(self) -> str:
        return "99"


LIARS: dict[str, tuple[Any, Any]] = {
    "int": (LyingInt(3), 3),
    "long int": (LyingInt(10**50), 10**50),
    "float": (LyingFloat(3.0), 3.0),
    "complex": (LyingComplex(3 + 1j), 3 + 1j),
    "str": (LyingText("truth"), "truth"),
    "bytes": (LyingBytes(b"truth"), b"truth"),
    "bytearray": (LyingBytearray(b"truth"), bytearray(b"truth")),
    "list": (LyingList([1, 2]), [1, 2]),
    "tuple": (LyingTuple((1, 2)), (1, 2)),
    "set": (LyingSet({1, 2}), {1, 2}),
    "dict": (LyingDict(a=1), {"a": 1}),
    "OrderedDict": (LyingOrderedDict(a=1), {"a": 1}),
    "datetime": (LyingDate(2026, 1, 2), datetime.datetime(2026, 1, 2)),
    "Fraction": (LyingFraction(1, 3), Fraction(1, 3)),
    "Decimal": (LyingDecimal("1.50"), Decimal("1.50")),
    "within": ([{"a": (LyingInt(3),)}], [{"a": (3,)}]),
}


@pytest.mark.parametrize(("value", "truth"), LIARS.values(), ids=LIARS)
def test_a_subclass_that_lies_crosses_as_what_it_is(value: object, truth: object) -> None:
    assert exactly(crossed(value)) == exactly(truth)


def nested(depth: int, wrap: Callable[[Any], Any]) -> Any:
    value = wrap(None)
    for _ in range(depth - 1):
        value = wrap(value)
    return value


def endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


TOO_MUCH: dict[str, tuple[Callable[[], Any], str]] = {
    "endless": (endless, "a list nested more than 50 deep"),
    "lists": (lambda: nested(51, lambda one: [one]), "a list nested more than 50 deep"),
    "tuples": (lambda: nested(51, lambda one: (one,)), "a tuple nested more than 50 deep"),
    "dicts": (lambda: nested(51, lambda one: {1: one}), "a dict nested more than 50 deep"),
    "values": (lambda: [None] * 1_000_000, "more than 1,000,000 values"),
    "floats": (lambda: [1.0] * 1_000_000, "more than 1,000,000 values"),
    "text": (lambda: "x" * (2**24 + 1), "a text of 17 MB, where 16 MB are the most"),
    "bytes": (lambda: bytes(2**28), "a value of more than 256 MB"),
    "digits": (lambda: 10**4001, "an integer of more than 4,000 digits"),
    "range": (lambda: range(10**12), "a range of more than 33,554,432 numbers"),
    "endless range": (lambda: range(10**30), "a range of more than 33,554,432 numbers"),
    "exponent": (lambda: Decimal("1e999999"), "a decimal number of too many digits"),
    "strange zone": (
        lambda: datetime.datetime(2026, 1, 1, tzinfo=Zone()),
        "a point in time in a time zone without a name",
    ),
}


class Zone(datetime.tzinfo):
    def utcoffset(self, _: object) -> Any:
        raise RuntimeError


@pytest.mark.parametrize(("make", "reason"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_too_much_cannot_cross(make: Callable[[], Any], reason: str) -> None:
    assert refusal(make()) == reason


ENOUGH: dict[str, Callable[[], Any]] = {
    "lists": lambda: nested(50, lambda one: [one]),
    "dicts": lambda: nested(50, lambda one: {1: one}),
    "values": lambda: [None] * 999_999,
    "floats": lambda: [1.0] * 999_999,
    "text": lambda: "x" * 2**24,
    "digits": lambda: -(10**3999),
    "range": lambda: range(0, -(2**25), -1),
}


@pytest.mark.parametrize("make", ENOUGH.values(), ids=ENOUGH)
def test_what_is_just_not_too_much_crosses(make: Callable[[], Any]) -> None:
    assert crossed(make()) == make()


def test_a_table_deep_within_lists_crosses() -> None:
    table = pd.DataFrame(
        {"a": pd.cut([1, 2], 2)}, index=pd.MultiIndex.from_product([[1, 2], ["x"]])
    )
    value = nested(45, lambda one: [table] if one is None else [one])
    assert len(repr(crossed(value))) == len(repr(value))


def test_a_small_value_makes_a_short_message() -> None:
    assert len(dumps((1, "name", [1.5, 2.5]))) < 100
