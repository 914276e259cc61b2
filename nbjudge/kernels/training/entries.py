"""What came of a training, as bytes: what callbacks were told, and the numbers that it left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

_SIZE_BYTES = 8
# Of a variable, by its place among all of them, the new value, by its place among the arrays.
Changes = list[tuple[int, int]]


def kinds(variables: Sequence[Any]) -> list[list[Any]]:
    """The types and shapes of variables."""
    return [[str(one.dtype), list(one.shape)] for one in variables]


@dataclass
class Entry:
    """What came of a call of a model's.

    `told` are the names of what callbacks were told, each with its arguments, and `states` what
    variables were when they were told of an epoch's end, where that matters; `changes` is what they
    were in the end. `variables` are types and shapes of all of them. `answer` is a prediction, by
    its place among the `arrays`. `uids` says how many names Keras has given, and `draws` what the
    batches are drawn by next.
    """

    steps: int | None
    told: list[list[Any]] = field(default_factory=list)
    states: dict[str, Changes] = field(default_factory=dict)
    changes: Changes = field(default_factory=list)
    variables: list[list[Any]] = field(default_factory=list)
    answer: int | None = None
    uids: dict[str, int] = field(default_factory=dict)
    draws: Any = None
    arrays: list[np.ndarray[Any, Any]] = field(default_factory=list)

    def add(self, array: np.ndarray[Any, Any]) -> int:
        """Adds an array; its place."""
        self.arrays.append(array)
        return len(self.arrays) - 1

    def to_bytes(self) -> bytes:
        """This entry as bytes."""
        record = {name: value for name, value in vars(self).items() if name != "arrays"}
        forms = [[array.dtype.str, array.shape] for array in self.arrays]
        head = json.dumps([record, forms]).encode()
        arrays = (np.ascontiguousarray(array).tobytes() for array in self.arrays)
        return b"".join([len(head).to_bytes(_SIZE_BYTES), head, *arrays])

    @classmethod
    def from_bytes(cls, content: bytes) -> Entry:
        """The entry that these bytes are."""
        place = _SIZE_BYTES + int.from_bytes(content[:_SIZE_BYTES])
        record, forms = json.loads(content[_SIZE_BYTES:place])
        entry = cls(**record)
        for kind, shape in forms:
            array = np.frombuffer(content, kind, int(np.prod(shape)), place).reshape(shape)
            place += array.nbytes
            entry.add(array.copy())
        return entry
