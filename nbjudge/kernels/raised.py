"""How exceptions of the student's code cross the link between bench and judge."""

from __future__ import annotations

import builtins
import contextlib

_LONGEST_NAME = 60
_LONGEST_TEXT = 2000


def description(error: BaseException) -> tuple[str, str, str]:
    """Its name, the name of that of Python's own exceptions that it is a kind of, and its text."""
    bases = (base.__name__ for base in type(error).__mro__ if base.__module__ == "builtins")
    base = next((name for name in bases if hasattr(builtins, name)), "Exception")
    try:
        text = str(error)
    except BaseException:
        text = ""
    return type(error).__name__, base, text[:_LONGEST_TEXT]


def counterpart(kind: str, base: str, text: str) -> BaseException:
    """An exception of the student's code, as its kind of Python's own.

    It has the name and the text of the other, and means nothing else than that: no end of a loop,
    of a generator or of a program.
    """
    parent = getattr(builtins, base, Exception)
    if not (isinstance(parent, type) and issubclass(parent, BaseException)):
        parent = Exception
    if not issubclass(parent, Exception):
        # No `except Exception` takes it for an error, here as there.
        parent = BaseException
    elif issubclass(parent, StopIteration | StopAsyncIteration):
        parent = Exception
    for kinds in ((kind, parent), (kind, Exception), ("Exception", Exception)):
        # Some are made of more than a text, such as UnicodeDecodeError; some names are none.
        with contextlib.suppress(TypeError, ValueError):
            return _named(*kinds)(*([text] if text else []))
    raise AssertionError("unreachable")


def _named(name: str, parent: type[BaseException]) -> type[BaseException]:
    return parent if name == parent.__name__ else type(name[:_LONGEST_NAME], (parent,), {})
