"""What the reference solution has trained is not trained again from the same beginning.

In the trial of a notebook its trainings, evaluations and predictions are noted: what callbacks were
told, and what became of variables and random states. Where a student's model begins with the same
network, numbers, data and random states, all that is told and set again, to the last bit.
"""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from keras.src.utils import traceback_utils

from nbjudge.kernels.training.beginnings import network
from nbjudge.kernels.training.calls import PREDICT, STEP, Call, read_call
from nbjudge.kernels.training.entries import Entry
from nbjudge.kernels.training.noting import note
from nbjudge.kernels.training.sealed import SealedFile, add_entry
from nbjudge.kernels.training.telling import tell
from nbjudge.kernels.training.traces import give_up, remember, trace

# Of one notebook.
_MOST_BYTES = 2**28


class Known:
    """What is known here of earlier trainings, and where new ones are noted."""

    entries: SealedFile | None = None
    notes: BinaryIO | None = None
    noted_bytes = 0
    # Whether this is within a call of a model's.
    inside = False

    @classmethod
    def is_used(cls) -> bool:
        """Whether there is anything to look for, or to note."""
        return cls.entries is not None or cls.notes is not None

    @classmethod
    @contextmanager
    def within(cls) -> Iterator[None]:
        """Calls in it are parts of another one."""
        cls.inside = True
        try:
            yield
        finally:
            cls.inside = False


def use_known(path: Path) -> None:
    """Has trainings here taken from a file, where they stand in it."""
    Known.entries = SealedFile(path)


def note_trainings(descriptor: int) -> None:
    """Has trainings here noted in a file."""
    Known.notes = os.fdopen(descriptor, "wb")


def looking(original: Any) -> Any:
    """A method of a model's that looks first whether it is known what it would do."""
    plain = inspect.unwrap(original)
    signature = inspect.signature(plain)

    @functools.wraps(plain)
    def method(self: Any, *args: Any, **named: Any) -> Any:
        if Known.inside or not Known.is_used():
            return plain(self, *args, **named)
        with Known.within():
            try:
                bound = signature.bind(self, *args, **named)
                bound.apply_defaults()
                call = read_call(plain.__name__, self, bound.arguments)
            except Exception:
                # Of what is wrong, Keras has to speak itself.
                call = None
            if call is None:
                return plain(self, *args, **named)

            def run(callbacks: list[Any]) -> Any:
                bound.arguments["callbacks"] = callbacks
                return plain(*bound.args, **bound.kwargs)

            return _answer(call, run)

    return traceback_utils.filter_traceback(method)


def _answer(call: Call, run: Callable[[list[Any]], Any]) -> Any:
    """What a call says: as it is known, or as it is noted, or just so."""
    if Known.entries is not None and (content := Known.entries.find(call.about)):
        return tell(call, Entry.from_bytes(content))
    if Known.notes is None:
        return run(list(call.callbacks))
    answer, entry = note(call, run)
    if entry is not None:
        content = entry.to_bytes()
        Known.noted_bytes += len(content)
        if Known.noted_bytes <= _MOST_BYTES:
            try:
                add_entry(Known.notes, call.about, content)
            except OSError:
                # There is no room for it, or for more.
                Known.notes = None
    return answer


def remembering(make: Callable[..., Any]) -> Callable[..., Any]:
    """A method that makes a function of a model's, and remembers for what network it does."""

    @functools.wraps(make)
    def method(self: Any, *args: Any, **named: Any) -> Any:
        step = getattr(args[0], "__name__", "") if args else STEP[PREDICT]
        is_made = step == STEP[PREDICT] and self.predict_function is not None
        if Known.is_used() and not is_made:
            of_network, before = network(self), trace(self, step)
            if before is not None and before[1] and before[0] != of_network:
                # It would have been made for another network.
                give_up()
            remember(self, step, of_network, is_made_up=False)
        return make(self, *args, **named)

    return method
