"""Checks of pandas tables: columns, rows, missing values, index, contents."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from nbjudge.checks.wording import code, listing, show
from nbjudge.errors import CheckFailed


def check_columns(
    table: object,
    columns: Iterable[str],
    *,
    name: str,
    in_order: bool = False,
    expected: str = "other columns",
    remedy: str = "",
) -> None:
    """Checks the names of the columns; their order only on demand."""
    got, right = list(as_table(table, name).columns), list(columns)
    if got != right if in_order else (len(got) != len(right) or set(got) != set(right)):
        raise CheckFailed(
            f"the columns of {code(name)}", expected, listing(map(show, got)) or "none", remedy
        )


def check_row_count(
    table: object,
    count: int | tuple[int, int],
    *,
    name: str,
    expected: str = "another number of rows",
    remedy: str = "",
) -> None:
    """Checks the number of rows: one number, or the least and the most."""
    least, most = count if isinstance(count, tuple) else (count, count)
    got = len(as_table(table, name))
    if not least <= got <= most:
        raise CheckFailed(code(name), expected, f"{got} rows", remedy)


def check_complete(table: object, *, name: str, remedy: str = "") -> None:
    """Checks that no value is missing."""
    missing = int(as_table(table, name).isna().sum().sum())
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
    if not isinstance(table, pd.DataFrame | pd.Series):
        raise CheckFailed(code(name), "a pandas table or series", show(table))
    right = list(reference)
    if table.index.tolist() != right:
        got = f"{len(table)} rows that begin with {show(table.index.tolist()[:5])}"
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
    frame = as_table(table, name)
    check_columns(frame, list(reference.columns), name=name, remedy=remedy)
    check_index(frame, reference.index, name=name, remedy=remedy)
    for column in reference.columns:
        if not _same_column(frame[column], reference[column], rtol):
            raise CheckFailed(
                f"column {show(column)} of {code(name)}",
                expected,
                "at least one that is not",
                remedy,
            )


def as_table(value: object, name: str) -> pd.DataFrame:
    """The value, if it is a pandas table; else a learner's message."""
    if not isinstance(value, pd.DataFrame):
        raise CheckFailed(code(name), "a pandas table (`DataFrame`)", show(value))
    return value


def _same_column(column: pd.Series, right: pd.Series, rtol: float) -> bool:
    if not np.array_equal(column.isna(), right.isna()):
        return False
    if pd.api.types.is_numeric_dtype(right):
        try:
            numbers = column.astype(float)
        except (TypeError, ValueError):
            return False
        return np.allclose(numbers, right.astype(float), rtol=rtol, atol=1e-9, equal_nan=True)
    there = right.notna()
    return bool((column[there].astype(str) == right[there].astype(str)).all())
