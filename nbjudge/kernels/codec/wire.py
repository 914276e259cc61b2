"""The bytes of a message, written by one side and read without trust by the other.

A value is the name of its kind (one byte of length, then the name) and what that kind's encoder
writes: numbers of eight bytes, buffers with their length before them, and more values. The reader
decides by the name which decoder reads on; names mean nothing beyond a table of decoders. What is
there twice within a value, such as one list in two places of another, is written once: where it is
again stands the place of its bytes, and it counts again, with all that is in it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeAlias, TypeVar

import numpy as np

MAX_BYTES = 256 * 2**20
MAX_TEXT_BYTES = 16 * 2**20
MAX_DEPTH = 50
MAX_NODES = 1_000_000
MAX_DIGITS = 4000

# Of these it makes a difference whether a value has one twice, or two that are equal.
_MUTABLE = frozenset({list, dict, set, bytearray, np.ndarray})
_PLAIN = frozenset({type(None), bool, int, float, complex, str, bytes, tuple})

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
        self._deepest = 0
        # By identity: the thing itself, so that no other gets its identity; where it was written;
        # its values; its depth.
        self._written: dict[int, tuple[object, int, int, int]] = {}

    def message(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)

    def value(self, value: object) -> None:
        """Writes any value."""
        if type(value) not in _MUTABLE:
            self.nodes(1)
            self._encode(self, value)
        elif (known := self._written.get(id(value))) is not None:
            _, place, nodes, depth = known
            self.nodes(nodes)
            self._check_depth(depth, "a value")
            self.kind("again")
            self.number(place)
        else:
            place, before, deepest = self._bytes, self._nodes, self._deepest
            self._deepest = self._depth
            self.nodes(1)
            self._encode(self, value)
            depth, nodes = self._deepest - self._depth, self._nodes - before
            self._written[id(value)] = (value, place, nodes, depth)
            self._deepest = max(deepest, self._deepest)

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
        self._check_depth(1, noun)
        self._depth += 1
        for item in items:
            self.value(item)
        self._depth -= 1

    def nodes(self, count: int) -> None:
        """Counts values."""
        self._nodes += count
        if self._nodes > MAX_NODES:
            raise CantCross(f"more than {MAX_NODES:,} values")

    def _check_depth(self, more: int, noun: str) -> None:
        """Notes that the values within this one are that much deeper."""
        self._deepest = max(self._deepest, self._depth + more)
        if self._deepest > MAX_DEPTH:
            raise CantCross(f"{noun} nested more than {MAX_DEPTH} deep")

    def lend(self, value: object) -> None:
        """Writes a loan in place of a value."""
        self._lend(self, value)

    def whole(self, value: object, encode: Encode) -> None:
        """Writes a value with that encoder if none of its parts need be lent, else a loan of it."""
        before = (len(self._parts), self._bytes, self._nodes, self._depth, self._deepest)
        written, lend = len(self._written), self._lend
        self._lend = _refuse
        try:
            encode(self, value)
        except CantCross:
            length, self._bytes, self._nodes, self._depth, self._deepest = before
            del self._parts[length:]
            while len(self._written) > written:
                self._written.popitem()
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
        self._deepest = 0
        # By the place of its bytes: a value, the number of values in it, its depth.
        self._read: dict[int, tuple[object, int, int]] = {}
        self.borrow = borrow

    def whole_value(self) -> object:
        """The one value of which the message consists."""
        value = self.value()
        if self._at != len(self._message):
            raise Malformed("more than one value")
        return value

    def value(self) -> object:
        """The next value, of any kind."""
        place, before, deepest = self._at, self._nodes, self._deepest
        self.nodes(1)
        self._at = place + 1 + self._message[place]
        decode = self._decoder(self._message[place + 1 : self._at])
        if decode is None:
            raise Malformed("a value of an unknown kind")
        self._depth = self._deepest = depth = self._depth + 1
        self._check_depth()
        value = decode(self)
        if type(value) not in _PLAIN:
            self._read[place] = (value, self._nodes - before, self._deepest - depth)
        self._depth = depth - 1
        if deepest > self._deepest:
            self._deepest = deepest
        return value

    def again(self) -> object:
        """What has been read already, from the place that comes next."""
        value, nodes, depth = self._read[self.number()]
        self.nodes(nodes)
        self._deepest = max(self._deepest, self._depth + depth)
        self._check_depth()
        return value

    def _check_depth(self) -> None:
        # A table counts as one for the writer, with all that it consists of.
        if self._deepest > 2 * MAX_DEPTH:
            raise Malformed("nested too deep")

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
