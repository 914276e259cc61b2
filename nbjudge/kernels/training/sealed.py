"""Entries in a file that only those can find and read who know what the entries are about.

An entry is found by one digest of that, and sealed with another one; so a student's code that has
the file learns nothing from it that it could not work out itself. Neither from its size: that is
rounded up.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

import numpy as np

_NAME_BYTES, _SIZE_BYTES, _DIGEST_BYTES = 32, 8, 32
_ROUND_BYTES = 2**16


class SealedFile:
    """The entries of a file; where it does not hold what it should, there are none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Where each entry begins, and how long it is.
        self._places: dict[bytes, tuple[int, int]] = {}
        end, place = path.stat().st_size, 0
        with path.open("rb") as file:
            while place < end:
                file.seek(place)
                name, size = file.read(_NAME_BYTES), int.from_bytes(file.read(_SIZE_BYTES))
                start = place + _NAME_BYTES + _SIZE_BYTES
                self._places[name] = start, size
                place = start + size

    def find(self, about: bytes) -> bytes | None:
        """The entry on what a digest says; None if there is none, or a damaged one."""
        if (found := self._places.get(_derived("name", about))) is None:
            return None
        start, size = found
        with self._path.open("rb") as file:
            file.seek(start)
            whole = _sealed(file.read(size), about)
        digest, rest = whole[:_DIGEST_BYTES], whole[_DIGEST_BYTES:]
        content = rest[_SIZE_BYTES:][: int.from_bytes(rest[:_SIZE_BYTES])]
        return content if hashlib.sha256(content).digest() == digest else None


def add_entry(file: BinaryIO, about: bytes, content: bytes) -> None:
    """Adds an entry on what a digest says."""
    whole = hashlib.sha256(content).digest() + len(content).to_bytes(_SIZE_BYTES) + content
    whole += bytes(-len(whole) % _ROUND_BYTES)
    file.write(_derived("name", about) + len(whole).to_bytes(_SIZE_BYTES) + _sealed(whole, about))
    file.flush()


def _sealed(content: bytes, about: bytes) -> bytes:
    """A content sealed, or unsealed: by a stream of bytes that a key alone gives."""
    plain = np.frombuffer(content, np.uint8)
    stream = hashlib.shake_256(_derived("key", about)).digest(plain.size)
    return (plain ^ np.frombuffer(stream, np.uint8)).tobytes()


def _derived(purpose: str, about: bytes) -> bytes:
    return hashlib.sha256(purpose.encode() + about).digest()
