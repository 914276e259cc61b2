"""Checks of multiple-choice answers: one option, a set of options, an order, a matching.

A `reference` of None checks the form alone; a `Sealed` one is compared without being shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from nbjudge.checks.sealed import Sealed, canonical, matches
from nbjudge.checks.wording import code, listing, show
from nbjudge.errors import CheckFailed


def check_choice(
    answer: object,
    reference: object = None,
    *,
    name: str,
    options: Iterable[object],
    expected: str = "the right option",
    remedy: str = "",
) -> None:
    """Checks that the answer is one of the options, and the right one.

    Case and outer blanks do not count, and neither does 1 or "1".
    """
    options = list(options)
    if not _is_option(answer, options):
        raise CheckFailed(code(name), f"one of {listing(map(show, options))}", show(answer))
    _compare(canonical(answer), reference, name, expected, show(answer), remedy)


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
    chosen = _members(answer, name, "a set of options, such as `{1, 2}`")
    for member in chosen:
        if not _is_option(member, options):
            raise CheckFailed(
                f"an element of {code(name)}", f"one of {listing(map(show, options))}", show(member)
            )
    if reference is not None and not isinstance(reference, Sealed):
        reference = set(map(canonical, reference))
    _compare(set(map(canonical, chosen)), reference, name, expected, show(answer), remedy)


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
    if isinstance(answer, set | frozenset):
        raise CheckFailed(code(name), "a list", "a set", "A set has no order.")
    members = _members(answer, name, "a list of all options in order")
    if sorted(map(canonical, members)) != sorted(map(canonical, options)):
        raise CheckFailed(
            code(name), f"each of {listing(map(show, options))} exactly once", show(answer)
        )
    if reference is not None and not isinstance(reference, Sealed):
        reference = list(map(canonical, reference))
    _compare(list(map(canonical, members)), reference, name, expected, show(answer), remedy)


def check_matching(
    answer: object,
    reference: Mapping[object, object] | Sealed | None = None,
    *,
    name: str,
    keys: Iterable[object],
    options: Iterable[object],
    expected: str = "every entry right",
    remedy: str = "",
) -> None:
    """Checks a dictionary that gives each key one of the options."""
    keys, options = list(keys), list(options)
    if isinstance(answer, pd.Series):
        answer = answer.to_dict()
    if not isinstance(answer, Mapping):
        raise CheckFailed(code(name), "a dictionary", show(answer))
    if {_spelling(key) for key in answer} != {canonical(key) for key in keys}:
        raise CheckFailed(f"the keys of {code(name)}", listing(map(show, keys)), show(list(answer)))
    for key, value in answer.items():
        if not _is_option(value, options):
            raise CheckFailed(
                code(f"{name}[{key!r}]"), f"one of {listing(map(show, options))}", show(value)
            )
    pairs = {canonical(key): canonical(value) for key, value in answer.items()}
    if isinstance(reference, Mapping):
        reference = {canonical(key): canonical(value) for key, value in reference.items()}
    _compare(pairs, reference, name, expected, "at least one that is not", remedy)


def _compare(
    answer: object, reference: object, name: str, expected: str, got: str, remedy: str
) -> None:
    if reference is not None and not matches(answer, reference, name):
        raise CheckFailed(code(name), expected, got, remedy)


def _members(answer: object, name: str, expected: str) -> list[object]:
    if isinstance(answer, str | Mapping) or not isinstance(
        answer, set | frozenset | list | tuple | np.ndarray | pd.Series | pd.Index
    ):
        raise CheckFailed(code(name), expected, show(answer))
    return list(answer)


def _is_option(answer: object, options: list[object]) -> bool:
    return _spelling(answer) in [canonical(option) for option in options]


def _spelling(answer: object) -> str | None:
    """The canonical spelling of what can be an option at all, else None."""
    if isinstance(answer, str | bool | int | float | np.generic):
        return canonical(answer)
    return None
