"""Checks of functions that students write."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

import numpy as np

from nbjudge.checks.arrays import Array, as_array, check_values
from nbjudge.checks.foreign import classes, handled, plain, silence
from nbjudge.checks.tables import check_table
from nbjudge.checks.wording import code, problem, show
from nbjudge.errors import CheckFailed


def call(function: object, *arguments: object, name: str | None = None) -> object:
    """What a student's function returns for these arguments.

    The function gets copies, so that it can't change what the check compares with, and what it
    prints, logs or warns of is dropped. An exception becomes a learner's message.
    """
    if name is None:
        with handled("the function", "a function"):
            name = str(plain(getattr(function, "__name__", "the function")))
    return _called(function, arguments, copy.deepcopy(arguments), name)


def _called(
    function: object, arguments: tuple[object, ...], copies: tuple[object, ...], name: str
) -> object:
    """What a function returns for copies of these arguments."""
    if not callable(function):
        raise CheckFailed(code(name), "a function", show(function))
    try:
        with silence():
            return function(*copies)
    except KeyboardInterrupt:  # the stop button and the time limit
        raise
    except BaseException as error:
        if isinstance(error, NotImplementedError) and not error.args:
            remedy = "Replace `raise NotImplementedError()`."
            raise CheckFailed(code(name), "your code", "the untouched stub", remedy) from error
        raise CheckFailed(_call(name, arguments), "a result", problem(error)) from error


def check_function(
    function: object,
    reference: Callable[..., object],
    inputs: Iterable[tuple[object, ...]],
    *,
    name: str,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    expected: str = "another result",
    remedy: str = "",
) -> None:
    """Checks that a function returns what the reference returns, input by input.

    Each input is the tuple of positional arguments. Put edge cases first: the first difference
    is the one that is reported, with the input and the result, never with the right one. Numbers
    are compared within the tolerances, whatever holds them, but for a single one in a list; text
    and booleans exactly; tables by name; collections item by item. A function that changes its
    arguments is wrong, too.
    """
    for arguments in inputs:
        right, copies = reference(*copy.deepcopy(arguments)), copy.deepcopy(arguments)
        got = _called(function, arguments, copies, name)
        with handled(name, "a result that can be compared"):
            same = _same(got, right, rtol, atol)
        if not same:
            advice = _wrong_kind(got, right) or remedy
            raise CheckFailed(_call(name, arguments), expected, show(got), advice)
        with handled(name, "a function that leaves its arguments as they are"):
            # One that runs elsewhere tells it; its copies are elsewhere, too.
            changed = getattr(function, "changed_arguments", False) is True
            changed = changed or not all(map(_is_unchanged, copies, arguments))
        if changed:
            remedy = "Work on a copy: what belongs to the caller is not to be changed."
            got = "an argument that the call has changed"
            raise CheckFailed(_call(name, arguments), "the arguments as they were", got, remedy)


def _wrong_kind(got: object, right: object) -> str:
    """What is to be said of a result of the wrong kind, whatever its value; empty of others."""
    if got is None:
        return "Does it end with `return`?"
    is_number = isinstance(right, int | float | np.number | np.bool_)
    if is_number and isinstance(got, list | tuple) and len(got) == 1:
        return "Return the number itself, not a list of it."
    return ""


def _is_unchanged(after: object, before: object) -> bool:
    """Whether an argument is as it was: one of numbers, a table, or a collection of those."""
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and after.dtype == before.dtype
            and np.array_equal(after, before, equal_nan=before.dtype.kind in "fc")
        )
    if isinstance(before, classes("pandas", "DataFrame", "Series")):
        table: Any = before
        return bool(table.equals(after))
    if isinstance(before, list | tuple):
        items: Any = after
        return len(items) == len(before) and all(map(_is_unchanged, items, before))
    if isinstance(before, dict):
        entries: Any = after
        return entries.keys() == before.keys() and all(
            _is_unchanged(entries[key], value) for key, value in before.items()
        )
    return True


def _same(got: object, right: object, rtol: float, atol: float) -> bool:
    if isinstance(right, str | None):
        return plain(got) == plain(right)
    if _wrong_kind(got, right):
        return False
    try:
        if isinstance(right, bool | np.bool_):
            array = as_array(got, "the result")
            return array.dtype.kind == "b" and array.size == 1 and bool(array.all()) == right
        table: Any = right
        if isinstance(right, classes("pandas", "DataFrame")):
            check_table(got, table, name="the result", rtol=rtol)
            return True
        numbers = _numbers(right)
        if numbers is None:
            return _same_items(got, right, rtol, atol)
        array = as_array(got, "the result")
        if numbers.ndim == 0 and array.size == 1:
            array = array.reshape(())
        check_values(array, numbers, name="the result", rtol=rtol, atol=atol)
    except CheckFailed:
        return False
    return True


def _same_items(got: object, right: object, rtol: float, atol: float) -> bool:
    """Whether two collections hold the same, one item at a time."""
    if isinstance(right, Mapping):
        if not isinstance(got, Mapping):
            return False
        found = {plain(key): value for key, value in got.items()}
        return found.keys() == right.keys() and all(
            _same(found[key], value, rtol, atol) for key, value in right.items()
        )
    if isinstance(right, Set):
        return isinstance(got, Set) and set(map(plain, got)) == set(map(plain, right))
    if not isinstance(got, (list, tuple, np.ndarray, *classes("pandas", "Series", "Index"))):
        return False
    found, items = list(got), list(right)  # type: ignore[call-overload]
    return len(found) == len(items) and all(
        _same(item, other, rtol, atol) for item, other in zip(found, items, strict=True)
    )


def _numbers(right: object) -> Array | None:
    """The reference as an array, or None if it is not all numbers."""
    try:
        return as_array(right, "the reference")
    except CheckFailed:
        return None


def _call(name: str, arguments: tuple[object, ...]) -> str:
    shown = ", ".join(show(argument).strip("`") for argument in arguments)
    return f"{code(name)[:-1]}({shown})`"
