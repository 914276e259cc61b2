"""Plain Python values.

An instance of a subclass crosses as the base class has it, by the methods of the base: the
subclass may have its own.
"""

from __future__ import annotations

import struct
from collections import OrderedDict, deque
from collections.abc import ItemsView
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from nbjudge.kernels.codec import moments
from nbjudge.kernels.codec.wire import (
    MAX_BYTES,
    MAX_DIGITS,
    CantCross,
    Decode,
    Encode,
    Malformed,
    Reader,
    Writer,
)

# As many numbers as there could be if they were written out.
MAX_RANGE = MAX_BYTES // 8

_LEAST_TOO_LONG = 10**MAX_DIGITS
_MAX_EXPONENT = 10_000
_INT, _FLOAT, _COMPLEX = struct.Struct("<q"), struct.Struct("<d"), struct.Struct("<dd")


def encoder(kind: type) -> Encode | None:
    """The encoder of a class that inherits from one of these."""
    return next((encode for base, encode in ENCODERS.items() if issubclass(kind, base)), None)


def _constant(kind: str) -> Encode:
    return lambda writer, value: writer.kind(kind)


def _encode_bool(writer: Writer, value: bool) -> None:
    writer.kind("true" if value else "false")


def _encode_int(writer: Writer, value: int) -> None:
    number = int.__int__(value)
    bits = number.bit_length()
    if bits < 64:
        writer.kind("int")
        writer.number(number)
    elif abs(number) >= _LEAST_TOO_LONG:
        raise CantCross(f"an integer of more than {MAX_DIGITS:,} digits")
    else:
        writer.kind("long")
        writer.buffer(number.to_bytes(bits // 8 + 1, "little", signed=True))


def _long(reader: Reader) -> int:
    content = reader.buffer()
    number = int.from_bytes(content, "little", signed=True)
    if abs(number) >= _LEAST_TOO_LONG:
        raise Malformed("too long an integer")
    return number


def _encode_float(writer: Writer, value: float) -> None:
    writer.kind("float")
    writer.raw(_FLOAT.pack(float.__float__(value)))


def _encode_complex(writer: Writer, value: complex) -> None:
    number = complex.__complex__(value)
    writer.kind("complex")
    writer.raw(_COMPLEX.pack(number.real, number.imag))


def _encode_str(writer: Writer, value: str) -> None:
    writer.kind("str")
    writer.text(str.__str__(value))


def _encode_bytes(writer: Writer, value: bytes) -> None:
    writer.kind("bytes")
    writer.buffer(bytes.__getitem__(value, slice(None)))


def _encode_bytearray(writer: Writer, value: bytearray) -> None:
    writer.kind("bytearray")
    writer.buffer(bytes(bytearray.__getitem__(value, slice(None))))


def _encode_list(writer: Writer, value: list[Any]) -> None:
    items = list.__getitem__(value, slice(None))
    kinds = set(map(type, items))
    if kinds == {float}:
        # A training history, a row of a table: all at once.
        writer.nodes(len(items))
        writer.kind("floats")
        writer.number(len(items))
        writer.raw(struct.pack(f"<{len(items)}d", *items))
    else:
        _encode_items(writer, "list", items)


def _floats(reader: Reader) -> list[float]:
    count = reader.count()
    reader.nodes(count)
    return list(reader.unpack(struct.Struct(f"<{count}d")))


def _encode_items(writer: Writer, kind: str, items: list[Any]) -> None:
    writer.kind(kind)
    writer.number(len(items))
    writer.items(items, f"a {kind}")


def _encode_dict(writer: Writer, value: dict[Any, Any]) -> None:
    # What `move_to_end` did is not known to the base class.
    ordered = issubclass(type(value), OrderedDict)
    items = list(OrderedDict.items(value) if ordered else dict.items(value))  # type: ignore[arg-type]
    writer.kind("dict")
    writer.number(len(items))
    writer.items((part for item in items for part in item), "a dict")


def _dict(reader: Reader) -> dict[Any, Any]:
    return {reader.value(): reader.value() for _ in range(reader.count())}


def _encode_view(kind: str) -> Encode:
    return lambda writer, value: _encode_items(writer, kind, list(value))


def _pairs(reader: Reader) -> ItemsView[Any, Any]:
    pairs: list[Any] = reader.items(reader.count())
    if any(type(pair) is not tuple or len(pair) != 2 for pair in pairs):
        raise Malformed("no pairs")
    return dict(pairs).items()


def _encode_range(writer: Writer, value: range) -> None:
    if not _short(value):
        raise CantCross(f"a range of more than {MAX_RANGE:,} numbers")
    writer.kind("range")
    writer.items((value.start, value.stop, value.step), "a range")


def _range(reader: Reader) -> range:
    value = range(reader.instance(int), reader.instance(int), reader.instance(int))
    if not _short(value):
        raise Malformed("too long a range")
    return value


def _short(value: range) -> bool:
    try:
        return len(value) <= MAX_RANGE
    except OverflowError:
        return False


def _encode_slice(writer: Writer, value: slice) -> None:
    writer.kind("slice")
    writer.items((value.start, value.stop, value.step), "a slice")


def _encode_decimal(writer: Writer, value: Decimal) -> None:
    text = Decimal.__str__(value)
    if not _moderate(Decimal(text)):
        raise CantCross("a decimal number of too many digits")
    writer.kind("decimal")
    writer.text(text)


def _decimal(reader: Reader) -> Decimal:
    value = Decimal(reader.text())
    if not _moderate(value):
        raise Malformed("too long a decimal number")
    return value


def _moderate(value: Decimal) -> bool:
    _, digits, exponent = value.as_tuple()
    # The exponent of infinity is a letter.
    return len(digits) <= MAX_DIGITS and (
        not isinstance(exponent, int) or abs(exponent) <= _MAX_EXPONENT
    )


def _encode_fraction(writer: Writer, value: Fraction) -> None:
    writer.kind("fraction")
    parts = (getattr(Fraction, name).__get__(value) for name in ("numerator", "denominator"))
    writer.items(parts, "a fraction")


def _encode_path(writer: Writer, value: PurePath) -> None:
    writer.kind("path" if issubclass(type(value), Path) else "pure path")
    writer.text(PurePath.__str__(value))


# Bases come after what inherits from them.
ENCODERS: dict[type, Encode] = {
    type(None): _constant("none"),
    bool: _encode_bool,
    int: _encode_int,
    float: _encode_float,
    complex: _encode_complex,
    str: _encode_str,
    bytes: _encode_bytes,
    bytearray: _encode_bytearray,
    list: _encode_list,
    tuple: lambda writer, value: _encode_items(writer, "tuple", list(tuple.__iter__(value))),
    deque: lambda writer, value: _encode_items(writer, "deque", list(deque.__iter__(value))),
    dict: _encode_dict,
    set: lambda writer, value: _encode_items(writer, "set", list(set.__iter__(value))),
    frozenset: lambda writer, value: _encode_items(
        writer, "frozenset", list(frozenset.__iter__(value))
    ),
    type({}.keys()): _encode_view("keys"),
    type({}.values()): _encode_view("values"),
    type({}.items()): _encode_view("pairs"),
    range: _encode_range,
    slice: _encode_slice,
    type(...): _constant("ellipsis"),
    **moments.ENCODERS,
    Decimal: _encode_decimal,
    Fraction: _encode_fraction,
    PurePath: _encode_path,
}

DECODERS: dict[str, Decode] = {
    "again": Reader.again,
    "none": lambda reader: None,
    "true": lambda reader: True,
    "false": lambda reader: False,
    "int": Reader.number,
    "long": _long,
    "float": lambda reader: reader.unpack(_FLOAT)[0],
    "floats": _floats,
    "complex": lambda reader: complex(*reader.unpack(_COMPLEX)),
    "str": Reader.text,
    "bytes": lambda reader: bytes(reader.buffer()),
    "bytearray": lambda reader: bytearray(reader.buffer()),
    "list": lambda reader: reader.items(reader.count()),
    "tuple": lambda reader: tuple(reader.items(reader.count())),
    "deque": lambda reader: deque(reader.items(reader.count())),
    "dict": _dict,
    "set": lambda reader: set(reader.items(reader.count())),
    "frozenset": lambda reader: frozenset(reader.items(reader.count())),
    "keys": lambda reader: dict.fromkeys(reader.items(reader.count())).keys(),
    "values": lambda reader: dict(enumerate(reader.items(reader.count()))).values(),
    "pairs": _pairs,
    "range": _range,
    "slice": lambda reader: slice(*reader.items(3)),
    "ellipsis": lambda reader: ...,
    **moments.DECODERS,
    "decimal": _decimal,
    "fraction": lambda reader: Fraction(reader.instance(int), reader.instance(int)),
    "path": lambda reader: Path(reader.text()),
    "pure path": lambda reader: PurePosixPath(reader.text()),
}
