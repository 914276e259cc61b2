"""How checks speak of values: short, bounded, on one line."""

from __future__ import annotations

import numpy as np

_LONGEST = 80


def show(value: object) -> str:
    """A short text for any value that a student may have produced.

    Arrays and tables are named by kind and shape; anything else by its repr, cut after 80
    characters. A repr that raises is no fault of the check: the type is named instead.
    """
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and shape != ():
        size = " × ".join(str(side) for side in shape)
        return f"{_article(type(value).__name__)} of shape ({size})"
    if isinstance(value, np.generic):
        value = value.item()
    try:
        text = " ".join(repr(value).split())
    except Exception:
        return f"{_article(type(value).__name__)} that can't be shown"
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return f"`{text}`"


def code(name: str) -> str:
    """The name of a student's variable or function, marked as code."""
    return f"`{name}`"


def listing(items: object) -> str:
    """Items in a row, for people: `1, 2 and 3`."""
    texts = [str(item) for item in items]  # type: ignore[attr-defined]
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
