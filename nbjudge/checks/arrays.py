"""Checks of numbers, arrays and labels.

What counts as an array: numbers, lists, tuples, NumPy arrays, pandas tables and series, tensors.
float32 and float64, int32 and int64 are the same to every check, unless it says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from nbjudge.checks.sealed import Sealed, matches
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed

Array = npt.NDArray[Any]
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
        right = math.isclose(number, reference, rel_tol=rtol, abs_tol=atol)
    if not right:
        raise CheckFailed(code(name), expected, show(number), remedy)


def check_shape(value: object, shape: Sequence[int | None], *, name: str, remedy: str = "") -> None:
    """Checks the lengths of all axes; None stands for any length."""
    got = as_array(value, name).shape
    fits = len(got) == len(shape) and all(
        side in (None, length) for side, length in zip(shape, got, strict=True)
    )
    if not fits:
        raise CheckFailed(f"the shape of {code(name)}", _shape(shape), _shape(got), remedy)


def check_dtype(value: object, kind: Kind, *, name: str, remedy: str = "") -> None:
    """Checks the family of the numbers (`number` is integer or float), not their width."""
    array = as_array(value, name)
    if array.dtype.kind not in _KINDS[kind]:
        raise CheckFailed(f"the type of {code(name)}", f"a {kind}", f"`{array.dtype}`", remedy)


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
    array, right = as_array(value, name), as_array(reference, "the reference")
    check_shape(array, right.shape, name=name, remedy=remedy)
    wrong = ~np.isclose(
        array.astype(float), right.astype(float), rtol=rtol, atol=atol, equal_nan=True
    )
    if wrong.any():
        where = tuple(int(index) for index in np.argwhere(wrong)[0])
        place = f" (first at {list(where)}: {show(array[where])})" if where else ""
        got = f"{np.count_nonzero(wrong)} of {array.size} that are not{place}"
        raise CheckFailed(code(name), expected, got if where else show(array[()]), remedy)


def check_finite(value: object, *, name: str, remedy: str = "") -> None:
    """Checks that no element is missing or infinite."""
    bad = np.count_nonzero(~np.isfinite(as_array(value, name).astype(float)))
    if bad:
        raise CheckFailed(
            code(name), "finite numbers only", f"{bad} missing or infinite ones", remedy
        )


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
    check_finite(array, name=name)
    if array.size and (array.min() < low - tolerance or array.max() > high + tolerance):
        raise CheckFailed(
            code(name),
            f"values from {low:g} to {high:g}",
            f"values from {array.min():.4g} to {array.max():.4g}",
            remedy,
        )


def check_row_sums(
    value: object, total: float = 1.0, *, name: str, atol: float = 1e-4, remedy: str = ""
) -> None:
    """Checks that each row of a two-dimensional array adds up to `total`."""
    array = as_array(value, name).astype(float)
    check_shape(array, (None, None), name=name)
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
    labels, right = as_labels(value, name), as_labels(reference, "the reference")
    if len(labels) != len(right):
        raise CheckFailed(f"the length of {code(name)}", str(len(right)), str(len(labels)), remedy)
    wrong = sum(label != other for label, other in zip(labels, right, strict=True))
    if wrong:
        raise CheckFailed(code(name), expected, f"{wrong} of {len(right)} that differ", remedy)


def as_array(value: object, name: str) -> Array:
    """The value as a NumPy array of numbers or booleans; a learner's message if it is none."""
    if isinstance(value, str | bytes | dict | set | frozenset) or value is None:
        raise CheckFailed(code(name), "numbers", show(value))
    to_numpy = getattr(value, "numpy", None)
    try:
        array = np.asarray(to_numpy() if callable(to_numpy) else value)
        if array.dtype.kind == "O":
            # a table or list that mixes number types, such as booleans beside floats
            array = array.astype(float)
    except (TypeError, ValueError) as error:
        raise CheckFailed(code(name), "numbers in rows of equal length", show(value)) from error
    if array.dtype.kind not in "biuf":
        raise CheckFailed(code(name), "numbers", show(value))
    return array


def as_number(value: object, name: str) -> float:
    """The value as a float; a learner's message if it is not one number."""
    if isinstance(value, bool | np.bool_ | str):
        raise CheckFailed(code(name), "a number", show(value))
    array = as_array(value, name)
    if array.size != 1 or array.dtype.kind == "b":
        raise CheckFailed(code(name), "a single number", show(value))
    return float(array.reshape(()))


def as_labels(value: object, name: str) -> list[str]:
    """The value as a list of texts; a learner's message if it is none."""
    if isinstance(value, str | dict | set | frozenset):
        raise CheckFailed(code(name), "a row of labels", show(value))
    if isinstance(value, pd.DataFrame) and value.shape[1] != 1:
        raise CheckFailed(code(name), "one label per row", show(value))
    labels = np.asarray(value, dtype=object).reshape(-1).tolist()
    for label in labels:
        if not isinstance(label, str):
            raise CheckFailed(f"an element of {code(name)}", "text", show(label))
    return labels


def _shape(shape: Sequence[int | None]) -> str:
    sides = ["any" if side is None else str(side) for side in shape]
    return f"({', '.join(sides)}{',' if len(sides) == 1 else ''})"
