"""Noting what comes of a call of a model's method, so that it can be told again."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from keras.src.callbacks import Callback

from nbjudge.kernels.training.beginnings import all_variables
from nbjudge.kernels.training.calls import LAST, PREDICT, Call
from nbjudge.kernels.training.entries import Changes, Entry, kinds
from nbjudge.kernels.training.session import draws, other_states, uids

# Of one entry.
_MOST_BYTES, _MOST_TOLD = 2**26, 100_000
_TOLD = tuple(
    f"on_{what}_{when}"
    for what in ("train", "test", "predict", "train_batch", "test_batch", "predict_batch", "epoch")
    for when in ("begin", "end")
)


def note(call: Call, run: Callable[[list[Any]], Any]) -> tuple[Any, Entry | None]:
    """What a method says that is run with these callbacks, and an entry on it.

    There is none if more has happened than an entry tells.
    """
    noting = _Noting(call)
    with noting.watching():
        answer = run([noting, *call.callbacks])
    return answer, noting.finished(answer)


class _Noting(Callback):  # type: ignore[misc]
    """Notes what callbacks are told, before they are, and what becomes of variables."""

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call
        self._entry = Entry(None)
        self._before = {id(one): np.array(one) for one in all_variables(call.model)}
        self._uids, self._states, self._draws = dict(uids()), other_states(), draws()
        # Whether the entry tells all that has happened.
        self._is_told = sum(one.nbytes for one in self._before.values()) <= _MOST_BYTES
        self._size_bytes = 0
        for name in _TOLD:
            setattr(self, name, functools.partial(self._note, name))

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notices warnings, which are not told again."""
        show = warnings.showwarning

        def showwarning(*args: Any, **named: Any) -> None:
            self._is_told = False
            show(*args, **named)

        warnings.showwarning = showwarning
        try:
            yield
        finally:
            warnings.showwarning = show

    def finished(self, answer: Any) -> Entry | None:
        """The entry, once the method has said this; None if it does not tell all."""
        entry = self._entry
        entry.steps = self.params["steps"]
        entry.variables = kinds(all_variables(self._call.model))
        entry.uids = {
            name: count - self._uids.get(name, 0)
            for name, count in uids().items()
            if count != self._uids.get(name, 0)
        }
        if (after := draws()) != self._draws:
            entry.draws = after
        if self._call.kind == PREDICT:
            if not isinstance(answer, np.ndarray):
                return None
            entry.answer = entry.add(answer)
        return entry if self._is_told and self._states == other_states() else None

    def _note(self, name: str, *arguments: Any, logs: Any = None) -> None:
        places = arguments[: "batch" in name or "epoch" in name]
        if len(arguments) > len(places):
            logs = arguments[-1]
        if self._call.kind == PREDICT or logs is None:
            logs = {}
        self._is_told &= all(isinstance(one, int | float) for one in logs.values())
        self._is_told &= len(self._entry.told) < _MOST_TOLD
        if self._is_told:
            # A copy: whoever is told after this may change it.
            self._entry.told.append([name, *places, dict(logs)])
        if name == "on_epoch_end" and self._call.look_at_weights:
            self._entry.states[str(places[0])] = self._changes()
        if name == LAST[self._call.kind]:
            self._entry.changes = self._changes()

    def _changes(self) -> Changes:
        """What has become of variables since the call."""
        found: Changes = []
        if not self._is_told:
            return found
        for place, variable in enumerate(all_variables(self._call.model)):
            array, before = np.array(variable), self._before.get(id(variable))
            if before is None or array.tobytes() != before.tobytes():
                found.append((place, self._entry.add(array)))
                self._size_bytes += array.nbytes
        self._is_told = self._size_bytes <= _MOST_BYTES
        return found
