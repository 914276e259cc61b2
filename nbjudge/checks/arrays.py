"""Checks of numbers, arrays and labels.

What counts as an array: numbers, lists, tuples, NumPy arrays, pandas tables and series, tensors.
float32 and float64, int32 and int64 are the same to every check, unless it says otherwise. What
is missing (None, NA, masked) counts as NaN.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence, Set
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from nbjudge.checks.foreign import classes, handled, plain
from nbjudge.checks.sealed import Sealed, matches
from nbjudge.checks.wording import code, show, with_article
from nbjudge.errors import CheckFailed

if TYPE_CHECKING:
    import pandas as pd

Array = npt.NDArray[Any]
T = TypeVar("T")
Kind = Literal["float", "integer", "number", "boolean"]

_KINDS: dict[Kind, str] = {"float": "f", "integer": "iu", "number": "iuf", "boolean": "b"}


def check_number(
    value: object,
    reference: float | Sealed | None = None,
    *,
    name: str,
    rtol: float = 1e-6,
    atol: float = 1e-9,
    expected: str = "the right number",
    remedy: str = "",
) -> None:
    """Checks one finite number: Python, NumPy, a tensor or an array with a single element.

    It is right within ``atol + rtol * |reference|``; a sealed reference is compared to nine
    significant digits.
    """
    number = as_number(value, name)
    if not math.isfinite(number):
        raise CheckFailed(code(name), "a finite number", show(number), remedy)
    if reference is None:
        return
    if isinstance(reference, Sealed):
        right = matches(number, reference, name)
    else:
        right = abs(number - reference) <= atol + rtol * abs(reference)
    if not right:
        raise CheckFailed(code(name), expected, show(number), remedy)


def check_shape(
    value: object,
    shape: Sequence[int | None],
    *,
    name: str,
    expected: str | None = None,
    remedy: str = "",
) -> None:
    """Checks the lengths of all axes; None stands for any length.

    A pandas table or series may hold anything, all else has to be numbers. The message tells the
    right shape, unless `expected` stands for it.
    """
    with handled(name, "an array"):
        table: Any = value
        if isinstance(value, classes("pandas", "DataFrame", "Series", "Index")):
            got: tuple[int, ...] = table.shape
        else:
            got = as_array(value, name).shape
    fits = len(got) == len(shape) and all(
        side in (None, length) for side, length in zip(shape, got, strict=True)
    )
    if not fits:
        wanted = _shape(shape) if expected is None else expected
        raise CheckFailed(f"the shape of {code(name)}", wanted, _shape(got), remedy)


def check_dtype(value: object, kind: Kind, *, name: str, remedy: str = "") -> None:
    """Checks the family of the numbers (`number` is integer or float), not their width."""
    array = _filled(value, name, remedy)
    if array.dtype.kind not in _KINDS[kind]:
        raise CheckFailed(
            f"the type of {code(name)}", with_article(kind), f"`{array.dtype}`", remedy
        )


def check_values(
    value: object,
    reference: object,
    *,
    name: str,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    expected: str = "the right values",
    remedy: str = "",
) -> None:
    """Checks shape and values; NaN equals NaN. True and False count as 1 and 0."""
    array, right = as_array(value, name), as_reference(as_array, reference, name)
    check_shape(array, right.shape, name=name, expected="another one", remedy=remedy)
    wrong = ~np.isclose(
        array.astype(float), right.astype(float), rtol=rtol, atol=atol, equal_nan=True
    )
    if wrong.any():
        got = show(array[()])
        if array.ndim:
            first = tuple(int(index) for index in np.argwhere(wrong)[0])
            place = f"the first, at {list(first)}, is {show(array[first])}"
            got = f"{np.count_nonzero(wrong)} of {array.size} wrong ({place})"
        raise CheckFailed(code(name), expected, got, remedy)


def check_finite(value: object, *, name: str, remedy: str = "") -> None:
    """Checks that there are numbers, and that none is missing or infinite."""
    bad = np.count_nonzero(~np.isfinite(_filled(value, name, remedy).astype(float)))
    if bad:
        raise CheckFailed(code(name), "finite numbers only", f"{bad} missing or infinite", remedy)


def check_between(
    value: object,
    low: float,
    high: float,
    *,
    name: str,
    tolerance: float = 1e-6,
    remedy: str = "",
) -> None:
    """Checks that all elements lie from `low` to `high`, the ends included."""
    array = as_array(value, name).astype(float)
    check_finite(array, name=name, remedy=remedy)
    if array.min() < low - tolerance or array.max() > high + tolerance:
        raise CheckFailed(
            code(name),
            f"values from {low:g} to {high:g}",
            f"values from {array.min():.4g} to {array.max():.4g}",
            remedy,
        )


def check_row_sums(
    value: object, total: float = 1.0, *, name: str, atol: float = 1e-3, remedy: str = ""
) -> None:
    """Checks that each row of a two-dimensional array adds up to `total`."""
    array = _filled(value, name, remedy).astype(float)
    check_shape(array, (None, None), name=name, expected="rows and columns", remedy=remedy)
    with np.errstate(all="ignore"):
        sums = array.sum(axis=1)
    wrong = ~np.isclose(sums, total, rtol=0, atol=atol)
    if wrong.any():
        raise CheckFailed(
            f"each row of {code(name)}", f"a sum of {total:g}", show(sums[wrong][0]), remedy
        )


def check_labels(
    value: object,
    reference: Sequence[str] | pd.Series | npt.NDArray[Any],
    *,
    name: str,
    expected: str = "the right label at every place",
    remedy: str = "",
) -> None:
    """Checks a row of text labels, given as list, array, series or one-column table."""
    labels, right = as_labels(value, name), as_reference(as_labels, reference, name)
    if len(labels) != len(right):
        raise CheckFailed(f"the length of {code(name)}", "another one", str(len(labels)), remedy)
    wrong = sum(label != other for label, other in zip(labels, right, strict=True))
    if wrong:
        raise CheckFailed(code(name), expected, f"{wrong} of {len(right)} wrong", remedy)


def as_array(value: object, name: str) -> Array:
    """The value as a NumPy array of numbers or booleans; a learner's message if it is none."""
    with handled(name, "numbers"):
        if value is None or isinstance(value, str | bytes | bytearray | dict | Set):
            raise CheckFailed(code(name), "numbers", show(value))
    try:
        with handled(name, "numbers"):
            array = _converted(value)
    except CheckFailed as error:
        raise CheckFailed(code(name), "numbers, in rows of equal length", show(value)) from error
    if array.dtype.kind not in "biuf":
        raise CheckFailed(code(name), "numbers", show(value))
    return array


def as_number(value: object, name: str) -> float:
    """The value as a float; a learner's message if it is not one number."""
    try:
        array = as_array(value, name)
    except CheckFailed as error:
        raise CheckFailed(code(name), "a number", show(value)) from error
    if array.size != 1 or array.dtype.kind == "b":
        raise CheckFailed(code(name), "a single number", show(value))
    return float(plain(array.reshape(())[()]))  # type: ignore[arg-type]


def as_labels(value: object, name: str) -> list[str]:
    """The value as a list of texts; a learner's message if it is none."""
    with handled(name, "a row of labels"):
        to_numpy = getattr(value, "numpy", None)
        array = np.asarray(to_numpy() if callable(to_numpy) else value, dtype=object)
        if array.ndim == 0 or isinstance(value, str | dict | Set):
            raise CheckFailed(code(name), "a row of labels", show(value))
    if array.ndim > 1 and array.shape[1:] != (1,):
        raise CheckFailed(code(name), "one label per row", show(value))
    labels = []
    for element in array.reshape(-1).tolist():
        label = plain(element)
        if not isinstance(label, str):
            raise CheckFailed(f"an element of {code(name)}", "text", show(element))
        labels.append(label)
    return labels


def as_reference(convert: Callable[[object, str], T], value: object, name: str) -> T:
    """What `name` is compared with, converted.

    It may come from an earlier answer of the student, so it may be anything, and is never shown.
    """
    try:
        return convert(value, name)
    except CheckFailed as error:
        raise unusable(name) from error


def unusable(name: str) -> CheckFailed:
    """The message for a reference, made from an earlier answer, that nothing compares with."""
    subject = f"what {code(name)} is compared with"
    return CheckFailed(subject, "usable values", "none", "Check your earlier answers.")


def _converted(value: object) -> Array:
    if isinstance(value, np.ma.MaskedArray):
        value = np.ma.filled(value.astype(float), np.nan)
    to_numpy = getattr(value, "numpy", None)
    array = np.asarray(to_numpy() if callable(to_numpy) else value)
    if array.dtype.kind == "O":
        # a table or list that mixes kinds of numbers, such as booleans beside floats
        elements = [_number(element) for element in array.reshape(-1).tolist()]
        return np.array(elements).reshape(array.shape)
    if array.dtype.name in ("bfloat16", "longdouble", "float128"):
        with np.errstate(all="ignore"):
            return array.astype(float)
    return array


def _number(element: object) -> float | bool:
    if isinstance(element, bool | np.bool_):
        return bool(element)
    if element is None or element is getattr(sys.modules.get("pandas"), "NA", None):
        return math.nan
    # Text would pass as well: float("1") is a number.
    if isinstance(element, Real | Decimal):
        return float(element)
    raise TypeError("not a number")


def _filled(value: object, name: str, remedy: str) -> Array:
    array = as_array(value, name)
    if not array.size:
        raise CheckFailed(code(name), "at least one number", "none", remedy)
    return array


def _shape(shape: Sequence[int | None]) -> str:
    sides = ["any" if side is None else str(side) for side in shape]
    return f"({', '.join(sides)}{',' if len(sides) == 1 else ''})"
