"""What callbacks may do to a training, as far as that can be seen beforehand."""

from __future__ import annotations

import builtins
import math
import time
import types
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from keras.src.callbacks import (
    Callback,
    CSVLogger,
    EarlyStopping,
    History,
    LambdaCallback,
    ModelCheckpoint,
    ProgbarLogger,
)

# What Keras gives to each.
_GIVEN = frozenset({"_model", "params", "validation_data"})
# By these it would be given the model, which it may not look at.
_GIVING = frozenset({"model", "set_model", "set_params"})
_OF_A_CLASS = frozenset(
    {"__annotations__", "__dict__", "__doc__", "__module__", "__slotnames__", "__weakref__"}
)
_TUNER = "keras_tuner.src"
# What a function may use that is to do no more than count, calculate and print.
_HARMLESS = (
    *(math, time, abs, bool, dict, enumerate, float, format, int, len, list, max, min, print),
    *(range, reversed, round, set, sorted, str, sum, super, tuple, zip),
)
_MOST_DEEP = 4


def about_callbacks(callbacks: Sequence[Any]) -> tuple[list[Any], bool] | None:
    """What callbacks do to a training, and whether they look at the weights on its way.

    None says that they may do anything.
    """
    about, look_at_weights = [], False
    for one in callbacks:
        kind = type(one)
        if kind is EarlyStopping:
            about.append(sorted(map(_setting, vars(one).items())))
            look_at_weights |= one.restore_best_weights
        elif kind is ModelCheckpoint or _is_of_tuner(one):
            look_at_weights = True
        elif kind not in (History, ProgbarLogger, CSVLogger) and not _is_reporter(one):
            return None
    return about, look_at_weights


def _setting(item: tuple[str, Any]) -> tuple[str, str]:
    """A setting in words that say the same in every process."""
    name, value = item
    kind = type(value)
    if name not in _GIVEN and (value is None or kind in (bool, int, float, str)):
        return name, repr(value)
    return name, getattr(value, "__name__", kind.__name__)


def _is_of_tuner(one: Any) -> bool:
    """Whether a callback is one of Keras Tuner's, for a tuner that is so itself."""
    tuner = getattr(one, "tuner", one)
    return (
        type(one).__name__ in ("SaveBestEpoch", "TunerCallback")
        and all(type(of).__module__.startswith(_TUNER) for of in (one, tuner))
        and not any(name.startswith("on_") for name in vars(tuner))
    )


def _is_reporter(one: Any) -> bool:
    """Whether a callback can do no more than count, calculate and print what it is told."""
    kind = type(one)
    own = {name: value for name, value in vars(one).items() if name not in _GIVEN}
    if kind is not LambdaCallback:
        if kind.__bases__ != (Callback,):
            return False
        own |= {name: value for name, value in vars(kind).items() if name not in _OF_A_CLASS}
    for name, value in own.items():
        if name in _GIVING or (name.startswith("__") and name != "__init__"):
            return False
        if not _is_harmless(value, kind):
            return False
    return True


def _is_harmless(thing: Any, kind: type, depth: int = 0) -> bool:
    """Whether a thing is plain, or a function that uses nothing else."""
    if depth > _MOST_DEEP:
        return False
    if type(thing) is types.FunctionType:
        return all(_is_harmless(one, kind, depth + 1) for one in _used(thing))
    if type(thing) in (list, tuple, set):
        return all(_is_harmless(one, kind, depth + 1) for one in thing)
    if type(thing) is dict:
        return all(_is_harmless(one, kind, depth + 1) for one in (*thing, *thing.values()))
    if thing is None or type(thing) in (bool, int, float, str):
        return True
    return thing is kind or any(thing is one for one in _HARMLESS)


def _used(function: types.FunctionType) -> Iterator[Any]:
    """What a function refers to; a bare object for what may lead anywhere."""
    if function.__closure__:
        yield from (cell.cell_contents for cell in function.__closure__)
    yield from (function.__defaults__ or (), function.__kwdefaults__ or {})
    for name in _names(function.__code__):
        if name == "model" or (name.startswith("_") and name != "__init__"):
            yield object()
        elif name in function.__globals__:
            yield function.__globals__[name]
        elif name in vars(builtins):
            yield vars(builtins)[name]


def _names(code: types.CodeType) -> Iterable[str]:
    """The names that a code uses, of its attributes as well, and of the functions in it."""
    yield from code.co_names
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield from _names(one)
