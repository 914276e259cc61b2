"""Checks of tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from nbjudge.checks import (
    check_columns,
    check_complete,
    check_index,
    check_row_count,
    check_table,
)

from .failing import failure

TABLE = pd.DataFrame(
    {
        "mass": [3750.0, 3800.0, np.nan],
        "year": [2007, 2008, 2009],
        "species": ["Adelie", "Gentoo", None],
        "male": [True, False, True],
        "date": pd.date_range("2000-01-01", periods=3),
    },
    index=[4, 2, 7],
)
NUMBERS = TABLE[["mass", "year", "male"]]


def changed(**columns: Any) -> pd.DataFrame:
    return TABLE.assign(**columns)


TABLES = {
    "the same": TABLE,
    "columns in another order": TABLE[TABLE.columns[::-1]],
    "float32": changed(mass=TABLE["mass"].astype("float32")),
    "integers as floats": changed(year=TABLE["year"].astype(float)),
    "nullable": TABLE.convert_dtypes(),
    "booleans as numbers": changed(male=[1, 0, 1]),
    "objects": TABLE.astype(object),
    "categories": changed(species=TABLE["species"].astype("category")),
    "index of floats": TABLE.set_axis([4.0, 2.0, 7.0]),
    "within the tolerance": changed(mass=TABLE["mass"] * (1 + 1e-7)),
}
NO_TABLES = {
    "number": changed(mass=[3750.0, 3801.0, np.nan]),
    "missing number filled": changed(mass=TABLE["mass"].fillna(0)),
    "number missing": changed(year=[2007, None, 2009]),
    "digits": changed(year=TABLE["year"].astype(str)),
    "text": changed(species=["Adelie", "Adelie", None]),
    "missing text filled": changed(species=["Adelie", "Gentoo", "None"]),
    "missing text as nan": changed(species=["Adelie", "Gentoo", "nan"]),
    "numbers for text": changed(species=[0, 1, 2]),
    "boolean": changed(male=[True, True, True]),
    "date": changed(date=pd.date_range("2000-01-02", periods=3)),
    "column missing": TABLE.drop(columns="year"),
    "column too many": changed(extra=1),
    "column twice": pd.concat([TABLE, TABLE[["mass"]]], axis=1),
    "column renamed": TABLE.rename(columns={"mass": "Mass"}),
    "index": TABLE.reset_index(drop=True),
    "order of rows": TABLE.sort_index(),
    "text index": TABLE.set_axis(["4", "2", "7"]),
    "row missing": TABLE.iloc[:2],
    "series": TABLE["mass"],
    "array": TABLE.to_numpy(),
    "dictionary": TABLE.to_dict(),
    "nothing": pd.DataFrame(),
    "none": None,
}


@pytest.mark.parametrize("value", TABLES.values(), ids=TABLES)
def test_table(value: pd.DataFrame) -> None:
    check_table(value, TABLE, name="table")
    check_table(TABLE, value, name="table")


@pytest.mark.parametrize("value", NO_TABLES.values(), ids=NO_TABLES)
def test_wrong_table(value: object) -> None:
    assert "`table`" in failure(check_table, value, TABLE, name="table", secret="3800")


def test_table_says_which_column_is_wrong() -> None:
    message = failure(check_table, NO_TABLES["number"], TABLE, name="table", remedy="Look.")
    assert (
        message == "column `'mass'` of `table`: expected the right values, got 1 of 3 wrong. Look."
    )


def test_table_of_duplicate_labels() -> None:
    twice = pd.DataFrame({"a": [1, 2]}, index=[0, 0])
    check_table(twice, twice.copy(), name="table")
    failure(check_table, twice.assign(a=[2, 1]), twice, name="table")


def test_columns_in_levels() -> None:
    columns = pd.MultiIndex.from_product([["a", "b"], [1, 2]])
    levels = pd.DataFrame([[1, 2, 3, 4]], columns=columns)
    check_table(levels, levels.copy(), name="table")
    check_columns(levels, [("b", 2), ("a", 1), ("a", 2), ("b", 1)], name="table")
    failure(check_table, levels + 1, levels, name="table")


@pytest.mark.parametrize("reference", [None, "secret", TABLE["mass"]], ids=["none", "text", "row"])
def test_unusable_reference_is_not_shown(reference: Any) -> None:
    message = failure(check_table, TABLE, reference, name="table", secret="secret")
    assert message.startswith("what `table` is compared with")


@pytest.mark.parametrize(
    ("columns", "in_order"),
    [(["a", "b"], True), (["b", "a"], False), (("a", "b"), True), (pd.Index(["a", "b"]), True)],
)
def test_columns(columns: Any, in_order: bool) -> None:
    table = pd.DataFrame({"a": [1], "b": [2]})
    check_columns(table, columns, name="table", in_order=in_order)
    check_columns(table.iloc[:0], columns, name="table", in_order=in_order)


@pytest.mark.parametrize(
    ("columns", "in_order"),
    [
        (["b", "a"], True),
        (["a"], False),
        (["a", "b", "c"], False),
        (["a", "a"], False),
        ([], False),
    ],
)
def test_other_columns(columns: list[str], in_order: bool) -> None:
    table = pd.DataFrame({"a": [1], "b": [2]})
    message = failure(check_columns, table, columns, name="table", in_order=in_order)
    assert message == "the columns of `table`: expected other ones, got `'a'` and `'b'`."


@pytest.mark.parametrize("value", [pd.DataFrame(), pd.Series([1]), ["a"], {"a": [1]}, None])
def test_no_columns(value: object) -> None:
    assert "`table`" in failure(check_columns, value, ["secret"], name="table", secret="secret")


@pytest.mark.parametrize("count", [3, (3, 3), (0, 3), (3, 9)], ids=str)
def test_row_count(count: Any) -> None:
    check_row_count(TABLE, count, name="table")
    check_row_count(TABLE["mass"], count, name="table")


@pytest.mark.parametrize("count", [344, (4, 344), (0, 2)], ids=str)
def test_another_row_count(count: Any) -> None:
    message = failure(check_row_count, TABLE, count, name="table", secret="344")
    assert message == "`table`: expected another number of rows, got 3 rows."


def test_complete() -> None:
    check_complete(TABLE.dropna(), name="table")
    check_complete(TABLE["year"], name="table")
    check_complete(pd.DataFrame({"a": [np.inf, 0]}), name="table")


@pytest.mark.parametrize(
    "value",
    [TABLE, TABLE["mass"], pd.Series([pd.NaT]), pd.DataFrame(), pd.DataFrame({"a": []}), [1, 2]],
    ids=["table", "series", "date", "nothing", "no rows", "list"],
)
def test_incomplete(value: object) -> None:
    assert "`table`" in failure(check_complete, value, name="table")


@pytest.mark.parametrize(
    ("index", "reference"),
    [
        ([4, 2], [4, 2]),
        ([4, 2], pd.Index([4.0, 2.0])),
        (["a", "b"], np.array(["a", "b"])),
        (pd.date_range("2000", periods=2), pd.date_range("2000", periods=2)),
        (pd.MultiIndex.from_tuples([(1, "a"), (2, "b")]), [(1, "a"), (2, "b")]),
        ([0, 0], [0, 0]),
        ([], []),
    ],
    ids=["list", "floats", "text", "dates", "levels", "duplicates", "nothing"],
)
def test_index(index: Any, reference: Any) -> None:
    rows = pd.Series(range(len(index)), index=index)
    check_index(rows, reference, name="rows")
    check_index(rows.to_frame(), reference, name="rows")


@pytest.mark.parametrize(
    "value",
    [
        pd.Series([1, 2], index=[2, 4]),
        pd.Series([1, 2], index=["4", "2"]),
        pd.Series([1], index=[4]),
        pd.Series([1, 2], index=[4, None]),
        pd.Series(dtype=float),
        [4, 2],
        np.array([4, 2]),
        None,
    ],
    ids=["order", "text", "shorter", "missing", "nothing", "list", "array", "none"],
)
def test_another_index(value: object) -> None:
    assert "`rows`" in failure(check_index, value, [4, 2], name="rows", secret="[4, 2]. ")


@pytest.mark.parametrize("check", [check_row_count, check_index], ids=lambda check: check.__name__)
def test_numbers_table_is_left_alone(check: Any) -> None:
    before = NUMBERS.copy()
    check(NUMBERS, 3 if check is check_row_count else [4, 2, 7], name="table")
    pd.testing.assert_frame_equal(NUMBERS, before)
