"""Checks of multiple-choice answers: one option, a set of options, an order, a matching.

A `reference` of None checks the form alone; a `Sealed` one is compared without being shown.
Case and outer blanks of text do not count, and neither does 1 or "1".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from nbjudge.checks.foreign import classes, handled, plain
from nbjudge.checks.sealed import Sealed, canonical, matches
from nbjudge.checks.wording import code, listing, show
from nbjudge.errors import CheckFailed

_ROWS = (set, frozenset, list, tuple, np.ndarray)


def check_choice(
    answer: object,
    reference: object = None,
    *,
    name: str,
    options: Iterable[object],
    expected: str = "the right option",
    remedy: str = "",
) -> None:
    """Checks that the answer is one of the options, and the right one."""
    chosen = _option(answer, code(name), list(options))
    _compare(chosen, reference, name, expected, show(answer), remedy)


def check_selection(
    answer: object,
    reference: Iterable[object] | Sealed | None = None,
    *,
    name: str,
    options: Iterable[object],
    expected: str = "the right options, all of them and no other",
    remedy: str = "",
) -> None:
    """Checks a set of options, given as set, list, tuple, array or series, in any order."""
    options = list(options)
    members = _members(answer, name, "a set of options, such as `{1, 2}`")
    chosen = {_option(member, f"an element of {code(name)}", options) for member in members}
    if reference is not None and not isinstance(reference, Sealed):
        reference = set(reference)
    _compare(chosen, reference, name, expected, show(answer), remedy)


def check_order(
    answer: object,
    reference: Iterable[object] | Sealed | None = None,
    *,
    name: str,
    options: Iterable[object],
    expected: str = "the right order",
    remedy: str = "",
) -> None:
    """Checks that the answer holds every option once, and in the right order."""
    options = list(options)
    members = _members(answer, name, "a list of all options in order")
    if isinstance(answer, set | frozenset):
        raise CheckFailed(code(name), "a list", "a set", "A set has no order.")
    if not _once_each(members, options):
        raise CheckFailed(
            code(name), f"each of {listing(map(show, options))} exactly once", show(answer)
        )
    if reference is not None and not isinstance(reference, Sealed):
        reference = list(reference)
    _compare([plain(member) for member in members], reference, name, expected, show(answer), remedy)


def check_matching(
    answer: object,
    reference: Mapping[Any, object] | Sealed | None = None,
    *,
    name: str,
    keys: Iterable[object],
    options: Iterable[object],
    expected: str = "every entry right",
    remedy: str = "",
) -> None:
    """Checks a dictionary (or series) that gives each key one of the options."""
    keys, options = list(keys), list(options)
    pairs = _pairs(answer, name)
    given = [key for key, _ in pairs]
    if not _once_each(given, keys):
        raise CheckFailed(f"the keys of {code(name)}", listing(map(show, keys)), show(given))
    chosen = {
        plain(key): _option(value, f"{code(name)} for {show(key)}", options) for key, value in pairs
    }
    got = "at least one wrong"
    if isinstance(reference, Mapping):
        right = {canonical(key): canonical(value) for key, value in reference.items()}
        wrong = sum(canonical(value) != right[canonical(key)] for key, value in chosen.items())
        got = f"{wrong} of {len(right)} wrong"
    _compare(chosen, reference, name, expected, got, remedy)


def _compare(
    answer: object, reference: object, name: str, expected: str, got: str, remedy: str
) -> None:
    if reference is not None and not matches(answer, reference, name):
        raise CheckFailed(code(name), expected, got, remedy)


def _option(answer: object, subject: str, options: list[object]) -> object:
    """The option that an answer names."""
    chosen = plain(answer)
    if not _is_option(chosen, options):
        raise CheckFailed(subject, f"one of {listing(map(show, options))}", show(answer))
    return chosen


def _once_each(answers: list[object], options: list[object]) -> bool:
    plain_ones = [plain(answer) for answer in answers]
    return all(_is_option(answer, options) for answer in plain_ones) and sorted(
        map(canonical, plain_ones)
    ) == sorted(map(canonical, options))


def _is_option(answer: object, options: list[object]) -> bool:
    spelled = isinstance(answer, str | bool | int | float)
    return spelled and canonical(answer) in map(canonical, options)


def _members(answer: object, name: str, expected: str) -> list[object]:
    with handled(name, expected):
        if isinstance(answer, np.ndarray) and answer.ndim == 0:
            answer = None
        # An extension array is what `unique()` of a series returns.
        columns = classes("pandas", "Series", "Index")
        columns += classes("pandas.api.extensions", "ExtensionArray")
        rows: Any = answer
        if isinstance(answer, (*_ROWS, *columns)):
            return list(rows)
    raise CheckFailed(code(name), expected, show(answer))


def _pairs(answer: object, name: str) -> list[tuple[object, object]]:
    with handled(name, "a dictionary"):
        pairs: Any = answer
        if isinstance(answer, (Mapping, *classes("pandas", "Series"))):
            return list(pairs.items())
    raise CheckFailed(code(name), "a dictionary", show(answer))
