"""How checks speak of values: short, bounded, on one line."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable

import numpy as np

_LONGEST = 80
_LONGEST_PROBLEM = 160
_MOST_LISTED = 12
_MOST_NUMBERS = 8

# A list of a million numbers is not spelled out first to be cut afterwards.
_SHORT = reprlib.Repr()
_SHORT.maxtuple = _SHORT.maxlist = _SHORT.maxset = _SHORT.maxdict = 8
_SHORT.maxstring = _SHORT.maxlong = _SHORT.maxother = _LONGEST


def show(value: object) -> str:
    """A short text for any value that a student may have produced.

    Tables and all but small arrays are named by kind and shape; anything else by its repr, cut
    after 80 characters. A repr that raises is no fault of the check: the type is named instead.
    """
    try:
        return _described(value)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return f"{with_article(_line(type(value).__name__))} that can't be shown"


def code(name: str) -> str:
    """The name of a student's variable or function, marked as code."""
    return f"`{_line(name)}`"


def listing(items: Iterable[object]) -> str:
    """Items in a row, for people: `1, 2 and 3`; of many, the first and how many others; `none`."""
    texts = [str(item) for item in items]
    if len(texts) > _MOST_LISTED:
        texts[_MOST_LISTED - 1 :] = [f"{len(texts) - _MOST_LISTED + 1:,} others"]
    if not texts:
        return "none"
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def problem(error: BaseException) -> str:
    """What an exception is and says, on one line."""
    try:
        text = f"{type(error).__name__}: {error}"
    except KeyboardInterrupt:
        raise
    except BaseException:
        text = type(error).__name__
    return _line(text, _LONGEST_PROBLEM).rstrip(":. ")


def with_article(noun: str) -> str:
    """The noun with `a` or `an` before it."""
    return f"{'an' if noun[:1].lower() in tuple('aeiou') else 'a'} {noun}"


def _described(value: object) -> str:
    if isinstance(value, np.floating):
        # 0.1 in float32 is shown as 0.1.
        value = float(np.format_float_scientific(value))
    if isinstance(value, np.generic):
        value = np.generic.item(value)
    if isinstance(value, np.ndarray) and value.size <= _MOST_NUMBERS:
        value = np.asarray(value).tolist()
    shape = getattr(value, "shape", None)
    if type(shape) is tuple and shape:
        size = " × ".join(str(side) for side in shape)
        kind = type(value).__name__.removeprefix("nd")
        return _line(f"{with_article(kind)} of shape ({size})")
    # Where an object lies in memory says nothing to a learner.
    return code(re.sub(r" at 0x[0-9A-Fa-f]+", "", _SHORT.repr(value)))


def _line(text: str, longest: int = _LONGEST) -> str:
    """One line of printable characters, cut at its end."""
    line = " ".join(text[: 4 * longest].split())
    line = "".join(character if character.isprintable() else "�" for character in line)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
