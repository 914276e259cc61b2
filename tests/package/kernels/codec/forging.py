"""Messages that no honest encoder would write."""

from __future__ import annotations

import struct

from nbjudge.kernels.codec import dumps


def record(kind: str, *fields: object) -> bytes:
    """A value of that kind, with these values in it."""
    return bytes([len(kind)]) + kind.encode() + b"".join(map(dumps, fields))


def number(value: int) -> bytes:
    """An integer, as it stands within a value."""
    return struct.pack("<q", value)


def text(value: str) -> bytes:
    """A text, as it stands within a value."""
    return number(len(value.encode())) + value.encode()
