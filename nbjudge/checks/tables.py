"""Checks of pandas tables: columns, rows, missing values, index, contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from nbjudge.checks.arrays import as_array, as_reference
from nbjudge.checks.foreign import classes, handled, plain
from nbjudge.checks.wording import code, listing, show
from nbjudge.errors import CheckFailed

if TYPE_CHECKING:
    import pandas as pd


def check_columns(
    table: object,
    columns: Iterable[str],
    *,
    name: str,
    in_order: bool = False,
    expected: str = "other ones",
    remedy: str = "",
) -> None:
    """Checks the names of the columns; their order only on demand."""
    found = as_table(table, name).columns
    got, right = _labels(found), _labels(columns)
    if got != right if in_order else Counter(got) != Counter(right):
        names = listing(map(show, found))
        raise CheckFailed(f"the columns of {code(name)}", expected, names, remedy)


def check_row_count(
    table: object,
    count: int | tuple[int, int],
    *,
    name: str,
    expected: str = "another number of rows",
    remedy: str = "",
) -> None:
    """Checks the number of rows of a table or series: one number, or the least and the most."""
    least, most = count if isinstance(count, tuple) else (count, count)
    got = len(as_rows(table, name))
    if not least <= got <= most:
        raise CheckFailed(code(name), expected, f"{got} rows", remedy)


def check_complete(table: object, *, name: str, remedy: str = "") -> None:
    """Checks that a table or series holds values, and that none is missing."""
    rows = as_rows(table, name)
    if not rows.size:
        raise CheckFailed(code(name), "at least one value", "none", remedy)
    missing = int(np.count_nonzero(rows.isna().to_numpy()))
    if missing:
        raise CheckFailed(code(name), "no missing value", f"{missing} of them", remedy)


def check_index(
    table: object,
    reference: Iterable[object] | pd.Index,
    *,
    name: str,
    expected: str = "the index of the rows that belong here",
    remedy: str = "",
) -> None:
    """Checks which rows a table or series holds, in order, by their index labels."""
    found = as_rows(table, name).index
    if _labels(found) != _labels(reference):
        begin = f", beginning with {show(found.tolist()[:5])}" if len(found) else ""
        got = f"{len(found)} labels{begin}"
        raise CheckFailed(f"the index of {code(name)}", expected, got, remedy)


def check_table(
    table: object,
    reference: pd.DataFrame,
    *,
    name: str,
    rtol: float = 1e-6,
    expected: str = "the right values",
    remedy: str = "",
) -> None:
    """Checks columns (in any order), index and values.

    Numbers are compared within `rtol`, with booleans as 0 and 1; the rest as text; a missing
    value equals a missing value.
    """
    frame, right = as_table(table, name), as_reference(as_table, reference, name)
    check_columns(frame, right.columns, name=name, remedy=remedy)
    check_index(frame, right.index, name=name, remedy=remedy)
    for column in right.columns:
        wrong = _wrong_rows(frame[column], right[column], rtol, name)
        if wrong:
            got = f"{wrong} of {len(right)} wrong"
            subject = f"column {show(column)} of {code(name)}"
            raise CheckFailed(subject, expected, got, remedy)


def as_table(value: object, name: str) -> pd.DataFrame:
    """The value, if it is a pandas table; else a learner's message."""
    with handled(name, "a pandas table"):
        if isinstance(value, classes("pandas", "DataFrame")):
            table: pd.DataFrame = _copied(value, "DataFrame")
            return table
    raise CheckFailed(code(name), "a pandas table (`DataFrame`)", show(value))


def as_rows(value: object, name: str) -> pd.DataFrame | pd.Series:
    """The value, if it is a pandas table or series; else a learner's message."""
    with handled(name, "a pandas table or series"):
        for kind in ("Series", "DataFrame"):
            if isinstance(value, classes("pandas", kind)):
                rows: pd.DataFrame | pd.Series = _copied(value, kind)
                return rows
    raise CheckFailed(code(name), "a pandas table or series", show(value))


def _copied(value: object, kind: str) -> Any:
    """A table or series of a subclass as one of pandas' own."""
    (base,) = classes("pandas", kind)
    return base(value)


def _labels(labels: Iterable[object]) -> list[object]:
    return [plain(label) for label in labels]


def _wrong_rows(column: pd.Series, right: pd.Series, rtol: float, name: str) -> int:
    """How many values differ, or all if the columns hold different kinds."""
    from pandas.api.types import is_numeric_dtype  # only here is there a table for sure

    if is_numeric_dtype(right):
        try:
            numbers = as_array(column, name).astype(float)
        except CheckFailed:
            return len(right)
        same = np.isclose(numbers, as_array(right, name), rtol=rtol, atol=1e-9, equal_nan=True)
    else:
        same = np.array(_texts(column, name), dtype=object) == _texts(right, name)
    return int(np.count_nonzero(~same))


def _texts(column: pd.Series, name: str) -> list[object]:
    with handled(name, "values that can be read as text"):
        return [
            None if missing else plain(str(value))
            for value, missing in zip(column, column.isna(), strict=True)
        ]
