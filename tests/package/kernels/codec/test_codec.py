"""The codec as a whole: loans, values of all sorts, and bytes that nobody should trust."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from nbjudge.kernels.codec import CantCross, Loan, Malformed, dumps, loads

from ...checks.nasty import NASTY
from .crossing import exactly, lend
from .forging import number, record, text
from .test_plain import values


def own_function() -> None:
    pass


def test_what_cannot_be_copied_is_lent_and_borrowed() -> None:
    facts = {"callable": True, "parameters": [("x", 1, False)]}
    lent: list[object] = []

    def keep(thing: object) -> Loan:
        lent.append(thing)
        return Loan(len(lent) - 1, "function", "f", facts)

    message = dumps({"a": [own_function, 1, (print,)]}, keep)
    assert lent == [own_function, print]
    back = loads(message, lambda loan: lent[loan.handle])
    assert back == {"a": [own_function, 1, (print,)]}
    assert loads(message, lambda loan: loan) == {
        "a": [Loan(0, "function", "f", facts), 1, (Loan(1, "function", "f", facts),)]
    }


def test_without_a_lender_only_copies_cross() -> None:
    with pytest.raises(CantCross, match="`function`"):
        dumps([own_function])


@pytest.mark.parametrize("error", [CantCross("no"), RuntimeError("no"), SystemExit()])
def test_a_lender_may_refuse(error: BaseException) -> None:
    def refuse(_: object) -> Loan:
        raise error

    with pytest.raises(CantCross):
        dumps([own_function], refuse)


def test_without_a_borrower_a_loan_is_malformed() -> None:
    with pytest.raises(Malformed):
        loads(dumps([own_function], lend))


def test_a_borrower_that_fails_makes_a_loan_malformed() -> None:
    with pytest.raises(Malformed):
        loads(dumps([own_function], lend), lambda loan: [][loan.handle])


def test_an_interrupt_goes_on() -> None:
    def interrupt(_: object) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dumps(own_function, interrupt)
    with pytest.raises(KeyboardInterrupt):
        loads(dumps(own_function, lend), interrupt)


@pytest.mark.parametrize("make", NASTY.values(), ids=NASTY)
def test_anything_crosses_or_is_lent_or_refused(make: Callable[[], Any]) -> None:
    try:
        message = dumps(make(), lend)
    except CantCross:
        return
    loads(message, lambda loan: object())


def test_the_codec_alone_imports_nothing_slow() -> None:
    slow = ["tensorflow", "keras", "sklearn", "matplotlib", "seaborn", "jupyter_client", "IPython"]
    program = f"import sys, nbjudge.kernels.codec; print({slow} and [*sys.modules])"
    run = [sys.executable, "-c", program]
    imported = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert not [name for name in slow if f"'{name}'" in imported]


def doubled(times: int) -> bytes:
    """A list of two that are the same, of which each is a list of two that are the same."""
    starts = [number * 13 for number in range(times)]
    begin = b"".join(b"\x04list" + number(2) for _ in starts)
    return (
        begin
        + dumps([])
        + b"".join(b"\x05again" + number(start) for start in [13 * times, *reversed(starts[1:])])
    )


def chain(length: int) -> bytes:
    """Lists, of which each has the one before it, and no more."""
    lists, place = b"", 26 - 13
    for count in range(length):
        lists += b"\x04list" + number(1) + b"\x05again" + number(place)
        place = 26 + count * 27
    return lists


MALFORMED: dict[str, Any] = {
    "nothing": b"",
    "no bytes": "text",
    "bytearray": bytearray(dumps(1)),
    "more than one value": dumps(1) + dumps(2),
    "pickle": b"\x80\x05N.",
    "kind of no value": b"\x04evil",
    "kind beyond the end": b"\xffint",
    "number beyond the end": b"\x03int\x00",
    "list beyond the end": b"\x04list" + number(3),
    "list of a negative length": b"\x04list" + number(-1),
    "list of an absurd length": b"\x04list" + number(2**62),
    "floats of an absurd length": b"\x06floats" + number(2**61),
    "text beyond the end": b"\x03str" + number(9) + b"x",
    "text of a negative length": b"\x03str" + number(-1) + b"x",
    "text of an absurd length": b"\x03str" + number(2**62) + b"x",
    "no text": b"\x03str" + number(1) + b"\xff",
    "too long an integer": b"\x04long" + number(2000) + b"\x7f" * 2000,
    "nested deep": (b"\x05tuple" + number(1)) * 100 + dumps(None),
    "nested very deep": (b"\x05tuple" + number(1)) * 100_000,
    "nested deep in sets": (b"\x09frozenset" + number(1)) * 100 + dumps(None),
    "nested deep in masks": b"\x0cmasked array" * 100,
    "many values": (b"\x04list" + number(999_999) + b"\x04none" * 999_999) * 2,
    "list as a key": b"\x04dict" + number(1) + dumps([]) + dumps(1),
    "range of text": record("range", "a", 1, 1),
    "range of nothing": record("range", 0, 1, 0),
    "endless range": record("range", 0, 2**62, 1),
    "month 13": b"\x04date" + number(2026) + number(13) + number(1),
    "zone of a file": b"\x08datetime" + number(1) * 8 + dumps("../../etc/localtime"),
    "zone of another library": b"\x08datetime" + number(1) * 8 + dumps("dateutil//etc/passwd"),
    "endless decimal": b"\x07decimal" + text("1e999999999"),
    "division by zero": record("fraction", 1, 0),
    "fraction of text": record("fraction", "1", "2"),
    "unknown type": b"\x04type" + text("builtins.eval"),
    "type of a module": b"\x04type" + text("os.system"),
    "array beyond the end": b"\x05array" + text("<f8") + number(1) + number(2) + number(8) + b"x",
    "array that is too small": b"\x05array"
    + text("<f8")
    + number(2)
    + number(2**31) * 2
    + number(8)
    + bytes(8),
    "array of a negative length": b"\x05array"
    + text("<f8")
    + number(2)
    + number(-1) * 2
    + number(8)
    + bytes(8),
    "array of wide text": b"\x05array" + text("<U999999999") + number(1) + number(0) + number(0),
    "array of empty text": b"\x05array" + text("<U0") + number(1) + number(2**40) + number(0),
    "array of objects": b"\x05array" + text("|O") + number(0) + number(8) + bytes(8),
    "array of records": b"\x05array" + text("<f8,<f8") + number(0) + number(16) + bytes(16),
    "array of an unknown type": b"\x05array" + text("<z8") + number(0) + number(8) + bytes(8),
    "no text in an array": b"\x05array" + text("<U1") + number(0) + number(4) + b"\xff" * 4,
    "objects of an absurd shape": b"\x0cobject array" + number(2) + number(2**40) * 2,
    "objects of no shape": b"\x0cobject array" + number(2) + number(-1) * 2 + dumps(1),
    "mask of another shape": record("masked array", np.arange(3), np.array([True])),
    "mask of numbers": record("masked array", np.arange(3), np.arange(3)),
    "scalar of two": b"\x06scalar" + text("<f8") + number(16) + bytes(16),
    "table of lists": record("frame", [1, 2], [1, 2], None),
    "table of another shape": record("frame", pd.RangeIndex(3), pd.Index(["a"]), np.eye(2)),
    "table of too few columns": record("frame", pd.RangeIndex(3), pd.Index(["a"]), None),
    "table of an index": record("frame", pd.RangeIndex(1), pd.Index(["a"]), None, pd.Index([1])),
    "series of another length": record("series", pd.RangeIndex(3), "a", np.arange(2)),
    "series with a list as name": record("series", pd.RangeIndex(1), ["a"], np.arange(1)),
    "endless index": record("range index", 0, 2**62, 1, None),
    "frequency of numbers": record("index", None, "D", np.arange(3)),
    "wrong frequency": record(
        "index", None, "D", pd.to_datetime(["2026-01-01", "2026-01-05"]).array
    ),
    "levels of lists": record("multi index", [[1]], [np.array([0])], [None]),
    "codes beyond the levels": record("multi index", [pd.Index([1])], [np.array([7])], [None]),
    "codes beyond the categories": record("categorical", np.array([7]), pd.Index([1]), False),
    "text column of numbers": b"\x0btext column" + text("python") + dumps(True) + dumps([1, 2]),
    "text column elsewhere": b"\x0btext column" + text("evil") + dumps(True) + dumps(["a"]),
    "column of text as numbers": record("masked column", np.array(["a"]), np.array([True])),
    "periods of no frequency": record("periods", np.arange(3), "evil"),
    "moments of text": record("datetimes", np.array(["2026-01-01"]), None),
    "codes in another order of bytes": record(
        "categorical", np.array([0], dtype=">i4"), pd.Index([1]), False
    ),
    "codes of text": record("categorical", np.array(["a"]), pd.Index(["a"]), False),
    "moment of text": record("timestamp", "2026-01-01", None),
    "interval the wrong way": record("interval", 3, 1, "left"),
    "symbolic tensor of text": record("symbolic tensor", ("a",), "float32", "x"),
    "symbolic tensor of no type": record("symbolic tensor", (1,), "evil", "x"),
    "figure of texts": record("figure", ("a",)),
    "figure of a list": record("figure", []),
    "axes of numbers": record("axes", 1, 2, 3, (), (), ()),
    "axes of legends": record("axes", "", "", "", (1,), (), ()),
    "artist of an unknown kind": record("artist", "evil", *[np.eye(1)] * 3, ""),
    "artist of objects": record("artist", "line", *[np.array([[]], dtype=object)] * 3, ""),
    "loan of a negative number": b"\x04loan" + number(-1) + dumps("object") + dumps("") + dumps({}),
    "loan of an unknown kind": b"\x04loan" + number(1) + dumps("evil") + dumps("") + dumps({}),
    "loan without facts": b"\x04loan" + number(1) + dumps("object") + dumps("") + dumps([]),
    "loan with a number as a fact": b"\x04loan"
    + number(1)
    + dumps("object")
    + dumps("")
    + dumps({"type": 1}),
    "loan with parameters of another kind": b"\x04loan"
    + number(1)
    + dumps("function")
    + dumps("")
    + dumps({"parameters": [("x", "y", False)]}),
    "again, of nothing": b"\x05again" + number(0),
    "again, of a number": b"\x05tuple" + number(2) + dumps(1) + b"\x05again" + number(14),
    "again, of what is not read yet": b"\x04list" + number(1) + b"\x05again" + number(0),
    "again, of a place before the beginning": b"\x05again" + number(-1),
    "many values, again and again": doubled(30),
    "nested deep, again and again": b"\x04list"
    + number(200)
    + b"\x04list"
    + number(0)
    + chain(199),
    "pairs of three": b"\x05pairs" + number(1) + dumps((1, 2, 3)),
    "pairs of texts": b"\x05pairs" + number(1) + dumps("ab"),
    "numbers of 80 bits without their leading bit": b"\x05array"
    + text("<f16")
    + number(1) * 2
    + number(16)
    + bytes(7)
    + b"\x80"
    + bytes(8),
    "moments in parts of nothing": b"\x05array"
    + text("<M8[0D]")
    + number(0)
    + number(8)
    + bytes(8),
    "moments in great parts": b"\x05array" + text("<m8[9999s]") + number(0) + number(8) + bytes(8),
    "index beyond 64 bits": record("range index", 2**70, 2**70 + 3, 1, None),
    "column of two sides": record("series", pd.RangeIndex(2), "a", np.eye(2)),
    "masked column of two sides": record("frame", pd.RangeIndex(2), pd.Index(["a"]), None)
    + record("masked column", np.eye(2), np.eye(2) > 0),
    "period out of all time": record("period", 10**7, "D"),
    "period of a text": record("period", "1", "D"),
    "periods out of all time": record("periods", np.array([1, -(10**7)]), "D"),
    "symbolic tensor of a negative side": record("symbolic tensor", (-1,), "float32", "x"),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_message_is_malformed(data: Any) -> None:
    with pytest.raises(Malformed):
        loads(data, lambda loan: loan)


def test_what_is_there_again_counts_again_but_may_be_there() -> None:
    assert loads(doubled(2)) == [[[], []], [[], []]]
    assert loads(b"\x04list" + number(3) + b"\x04list" + number(0) + chain(2)) == [[], [[]], [[[]]]]


@given(st.binary())
def test_random_bytes_raise_nothing_but_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        loads(data)


def figures() -> list[object]:
    from nbjudge.checks.drawing import Artist, AxesDescription, FigureDescription

    artist = Artist("line", np.arange(3.0), np.arange(3.0), np.empty(0), "a")
    return [FigureDescription((AxesDescription("t", "x", "y", ("a",), (), (artist,)),))]


MESSAGES = [
    dumps(value, lend)
    for value in (
        [np.arange(3.0), np.array(["a", None], dtype=object), np.ma.masked_array([1], [True])],
        pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": pd.Categorical(["u", "v"])}),
        pd.DataFrame(np.eye(2), index=pd.date_range("2026-01-01", periods=2, tz="UTC")),
        pd.Series(
            pd.array([1, None], dtype="Int64"),
            index=pd.MultiIndex.from_tuples([(1, "a"), (2, "b")]),
        ),
        [
            pd.Timestamp("2026-01-01", tz="Europe/Berlin"),
            pd.Period("2026-01", "M"),
            pd.cut([1, 2], 2),
        ],
        StandardScaler().fit(np.eye(3)),
        figures(),
        [own_function, {"a": (1, 2.5, "x", b"y", 1j, 10**30)}],
    )
]


@settings(max_examples=1500)
@given(st.data())
def test_damaged_messages_raise_nothing_but_malformed(data: st.DataObject) -> None:
    plain = values.map(lambda value: dumps(value, lend))
    message = bytearray(data.draw(st.sampled_from(MESSAGES) | plain))
    places = st.integers(0, len(message) - 1)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(places)
        damage = data.draw(st.sampled_from(["flip", "set", "cut", "repeat", "number"]))
        if damage == "flip":
            message[place % len(message)] ^= 1 << data.draw(st.integers(0, 7))
        elif damage == "set":
            message[place % len(message)] = data.draw(st.integers(0, 255))
        elif damage == "cut":
            del message[place : place + data.draw(st.integers(1, 20))]
        elif damage == "repeat":
            message[place:place] = message[place : place + data.draw(st.integers(1, 20))]
        else:
            message[place : place + 8] = number(data.draw(st.integers(-(2**63), 2**63 - 1)))
        if not message:
            break
    with contextlib.suppress(Malformed):
        loads(bytes(message), lambda loan: loan)


def test_a_message_that_was_not_damaged_is_read() -> None:
    for message in MESSAGES:
        loads(message, lambda loan: loan)


@given(values)
def test_a_truncated_message_is_malformed(value: object) -> None:
    message = dumps(value)
    assert exactly(loads(message)) == exactly(value)
    with pytest.raises(Malformed):
        loads(message[:-1])
