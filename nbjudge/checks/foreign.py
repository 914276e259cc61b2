"""Care with what students made: it may raise, print, warn, or claim to be equal to everything."""

from __future__ import annotations

import contextlib
import io
import logging
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from nbjudge.checks.wording import code, problem
from nbjudge.errors import CheckFailed


@contextlib.contextmanager
def handled(name: str, expected: str) -> Iterator[None]:
    """Turns whatever a student's value raises on being looked at into a learner's message.

    KeyboardInterrupt alone goes on: it is the stop button and the time limit.
    """
    try:
        yield
    except (CheckFailed, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise CheckFailed(code(name), expected, f"one that raises {problem(error)}") from error


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Drops what is printed, logged or warned of.

    It belongs in the student's cells: in a test cell it would show hidden inputs, and nbgrader
    takes a line on stderr for a failure.
    """
    disabled = logging.root.manager.disable
    logging.disable()
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)


def announce(text: str) -> None:
    """Tells a student something that is no failure: once in a cell, if there are cells.

    It goes to stdout, as nbgrader takes a line on stderr for a failure.
    """
    jupyter = sys.modules.get("IPython")
    shell = jupyter.get_ipython() if jupyter else None
    cell = getattr(shell, "execution_count", None)
    if cell is None or _announced.get(text) != cell:
        _announced[text] = cell
        sys.stdout.write(f"{text}\n")


def plain(value: Any) -> object:
    """An element or label as a plain Python value, whose `==` can be trusted.

    Text, numbers, booleans, None, points in time and tuples of these keep their meaning, whatever
    their class; of anything else remains an object that is equal to nothing.
    """
    kind = type(value)
    if value is None or kind in _PLAIN or kind in classes("pandas", "Timestamp", "Timedelta"):
        return value
    if issubclass(kind, np.floating):
        # What the student sees: 0.1 in float32 is not 0.10000000149011612.
        return float(np.format_float_scientific(value))
    if issubclass(kind, np.generic):
        scalar = np.generic.item(value)
        return scalar if type(scalar) in _PLAIN else object()
    # An instance of a subclass, by the methods of the base: the subclass may have its own.
    if issubclass(kind, tuple):
        return tuple(plain(item) for item in tuple.__iter__(value))
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, int):
        return int.__int__(value)
    if issubclass(kind, float):
        return float.__float__(value)
    return object()


def classes(package: str, *names: str) -> tuple[type, ...]:
    """These classes of a package; none where nobody has imported it, and no value is of them."""
    module = sys.modules.get(package)
    return tuple(kind for name in names if isinstance(kind := getattr(module, name, None), type))


_announced: dict[str, object] = {}
_PLAIN = (str, bool, int, float)
