"""The bytes of a message, written by one side and read without trust by the other.

A value is the name of its kind (one byte of length, then the name) and what that kind's encoder
writes: numbers of eight bytes, buffers with their length before them, and more values. The reader
decides by the name which decoder reads on; names mean nothing beyond a table of decoders.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeAlias, TypeVar

MAX_BYTES = 256 * 2**20
MAX_TEXT_BYTES = 16 * 2**20
MAX_DEPTH = 50
MAX_NODES = 1_000_000
MAX_DIGITS = 4000

T = TypeVar("T")


class CantCross(Exception):
    """A value that has no inert copy; the text says what it is, in a learner's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Malformed(Exception):
    """Bytes that are no message."""


class Writer:
    """A message in the making.

    `encode` writes the kind and content of any value, `lend` those of one that stays behind.
    """

    def __init__(self, encode: Encode, lend: Encode) -> None:
        self._encode = encode
        self._lend = lend
        self._parts: list[bytes | memoryview] = []
        self._bytes = 0
        self._nodes = 0
        self._depth = 0

    def message(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)

    def value(self, value: object) -> None:
        """Writes any value."""
        self.nodes(1)
        self._encode(self, value)

    def kind(self, name: str) -> None:
        """Writes the kind of the value that follows."""
        self.raw(_name(name))

    def number(self, number: int) -> None:
        """Writes an integer of at most 64 bits."""
        self.raw(_INTEGER.pack(number))

    def text(self, text: str) -> None:
        """Writes a text, which may have surrogates without their partner."""
        content = text.encode("utf-8", "surrogatepass")
        if len(content) > MAX_TEXT_BYTES:
            raise CantCross(
                f"a text of {size(len(content))}, where {size(MAX_TEXT_BYTES)} are the most"
            )
        self.buffer(content)

    def buffer(self, content: bytes | memoryview) -> None:
        """Writes raw bytes."""
        self.number(len(content))
        self.raw(content)

    def items(self, items: Iterable[object], noun: str) -> None:
        """Writes the values within a value; `noun` is what a learner would call that."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CantCross(f"{noun} nested more than {MAX_DEPTH} deep")
        for item in items:
            self.value(item)
        self._depth -= 1

    def nodes(self, count: int) -> None:
        """Counts values."""
        self._nodes += count
        if self._nodes > MAX_NODES:
            raise CantCross(f"more than {MAX_NODES:,} values")

    def lend(self, value: object) -> None:
        """Writes a loan in place of a value."""
        self._lend(self, value)

    def whole(self, value: object, encode: Encode) -> None:
        """Writes a value with that encoder if none of its parts need be lent, else a loan of it."""
        before, lend = (len(self._parts), self._bytes, self._nodes, self._depth), self._lend
        self._lend = _refuse
        try:
            encode(self, value)
        except CantCross:
            length, self._bytes, self._nodes, self._depth = before
            del self._parts[length:]
            lend(self, value)
        finally:
            self._lend = lend

    def raw(self, part: bytes | memoryview) -> None:
        """Writes bytes whose number the reader knows."""
        self._bytes += len(part)
        if self._bytes > MAX_BYTES:
            raise CantCross(f"a value of more than {size(MAX_BYTES)}")
        self._parts.append(part)


class Reader:
    """A message on its way back; what is wrong in it raises Malformed or any other exception."""

    def __init__(
        self,
        message: bytes,
        decoder: Callable[[bytes], Decode | None],
        borrow: Callable[[Any], object],
    ) -> None:
        self._message = message
        self._decoder = decoder
        self._at = 0
        self._nodes = 0
        self._depth = 0
        self.borrow = borrow

    def whole_value(self) -> object:
        """The one value of which the message consists."""
        value = self.value()
        if self._at != len(self._message):
            raise Malformed("more than one value")
        return value

    def value(self) -> object:
        """The next value, of any kind."""
        self.nodes(1)
        begin = self._at + 1
        self._at = begin + self._message[self._at]
        decode = self._decoder(self._message[begin : self._at])
        if decode is None:
            raise Malformed("a value of an unknown kind")
        self._depth += 1
        # A table counts as one for the writer, with all that it consists of.
        if self._depth > 2 * MAX_DEPTH:
            raise Malformed("nested too deep")
        value = decode(self)
        self._depth -= 1
        return value

    def instance(self, kind: type[T]) -> T:
        """The next value, if it is of exactly that type."""
        value = self.value()
        if type(value) is not kind:
            raise Malformed(f"{type(value).__name__} in place of {kind.__name__}")
        return value

    def optional(self, kind: type[T]) -> T | None:
        """The next value, if it is None or of exactly that type."""
        value = self.value()
        if value is not None and type(value) is not kind:
            raise Malformed(f"{type(value).__name__} in place of {kind.__name__}")
        return value

    def number(self) -> int:
        """The next integer."""
        (number,) = self.unpack(_INTEGER)
        return int(number)

    def unpack(self, layout: struct.Struct) -> tuple[Any, ...]:
        """The next numbers, as they were packed."""
        numbers = layout.unpack_from(self._message, self._at)
        self._at += layout.size
        return numbers

    def count(self) -> int:
        """The next integer, if it can be the number of values to come."""
        count = self.number()
        if not 0 <= count <= MAX_NODES:
            raise Malformed("an impossible number of values")
        return count

    def text(self) -> str:
        """The next text."""
        content = self.buffer()
        if len(content) > MAX_TEXT_BYTES:
            raise Malformed("too long a text")
        return str(content, "utf-8", "surrogatepass")

    def buffer(self) -> memoryview:
        """The next raw bytes."""
        length = self.number()
        begin, end = self._at, self._at + length
        if length < 0 or end > len(self._message):
            raise Malformed("a buffer beyond the end")
        self._at = end
        return memoryview(self._message)[begin:end]

    def items(self, count: int) -> list[object]:
        """That many values."""
        return [self.value() for _ in range(count)]

    def nodes(self, count: int) -> None:
        """Counts values."""
        self._nodes += count
        if self._nodes > MAX_NODES:
            raise Malformed("too many values")


Encode: TypeAlias = Callable[[Writer, Any], None]
Decode: TypeAlias = Callable[[Reader], object]


def size(count: int) -> str:
    """A number of bytes, for people."""
    if count >= 2**30:
        return f"{count / 2**30:.1f} GB"
    return f"{-(-count // 2**20)} MB"


@cache
def _name(kind: str) -> bytes:
    return bytes([len(kind)]) + kind.encode("ascii")


def _refuse(writer: Writer, value: object) -> None:
    raise CantCross("something that has to be lent")


_INTEGER = struct.Struct("<q")
