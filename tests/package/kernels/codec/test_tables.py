"""Tables, series, indexes and scalars of pandas."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow
import pytest

from .crossing import crossed, refusal

DAYS = pd.date_range("2026-01-01", periods=3)
CUT = pd.cut([1, 5, 9], bins=[0, 4, 8, 12])

COLUMNS: dict[str, Callable[[], Any]] = {
    "integers": lambda: [1, 2, 3],
    "small floats": lambda: np.array([0.1, np.nan, -0.0], dtype="float32"),
    "booleans": lambda: [True, False, True],
    "complex": lambda: [1j, 2, 3],
    "text": lambda: ["a", None, "ü"],
    "text in Python": lambda: pd.array(["a", None, "\ud800"], dtype=pd.StringDtype("python")),
    "string": lambda: pd.array(["a", None, "c"], dtype="string"),
    "objects": lambda: np.array(["a", 1, None], dtype=object),
    "text objects": lambda: np.array(["a", "b", "c"], dtype=object),
    "lists": lambda: pd.Series([[1], [2, 3], []]).array,
    "Int64": lambda: pd.array([1, None, 3], dtype="Int64"),
    "UInt8": lambda: pd.array([1, None, 3], dtype="UInt8"),
    "Float32": lambda: pd.array([0.5, None, 3], dtype="Float32"),
    "boolean": lambda: pd.array([True, None, False], dtype="boolean"),
    "category": lambda: pd.Categorical(["x", None, "x"], categories=["y", "x"], ordered=True),
    "numbered category": lambda: pd.Categorical([3, 1, 3]),
    "cut": lambda: CUT,
    "intervals": lambda: pd.arrays.IntervalArray.from_breaks([0.0, 1.5, 2.0, 4.0], closed="both"),
    "days": lambda: DAYS,
    "seconds": lambda: DAYS.as_unit("s"),
    "missing days": lambda: pd.to_datetime(["2026-01-01", None, "2026-02-01"]),
    "time zone": lambda: DAYS.tz_localize("Europe/Berlin"),
    "UTC": lambda: DAYS.tz_localize("UTC").as_unit("ms"),
    "offset": lambda: DAYS.tz_localize(datetime.timezone(datetime.timedelta(hours=-3))),
    "differences": lambda: DAYS - DAYS[0],
    "text of Arrow": lambda: pd.array(["a", None, "c"], dtype="string[pyarrow]"),
    **{
        f"{name} of Arrow": lambda name=name, one=one: pd.array(
            [one, None, one], dtype=pd.ArrowDtype(getattr(pyarrow, name)())
        )
        for name, one in (
            ("string", "a"),
            ("int64", 3),
            ("uint8", 3),
            ("float32", 0.5),
            ("float64", 0.1),
            ("bool_", True),
        )
    },
    "sparse": lambda: pd.arrays.SparseArray([0.0, 1.0, 0.0], fill_value=0.0),
    "sparse booleans": lambda: pd.arrays.SparseArray([True, False, False]),
    "months": lambda: pd.period_range("2026-01", periods=3, freq="M"),
}


@pytest.mark.parametrize("make", COLUMNS.values(), ids=COLUMNS)
def test_columns_of_every_type_cross(make: Callable[[], Any]) -> None:
    column = make()
    dtype = column.dtype if hasattr(column, "dtype") else None
    series = pd.Series(column, name="a", dtype=dtype)
    table = pd.DataFrame({"a": series, "b": [1, 2, 3], "c": series})
    assert table["a"].dtype == series.dtype
    pd.testing.assert_series_equal(crossed(series), series, check_exact=True)
    pd.testing.assert_frame_equal(crossed(table), table, check_exact=True)
    pd.testing.assert_frame_equal(crossed(table[["a"]]), table[["a"]], check_exact=True)
    pd.testing.assert_frame_equal(crossed(table.head(0)), table.head(0), check_exact=True)
    pd.testing.assert_index_equal(crossed(pd.Index(series)), pd.Index(series), exact=True)
    array = crossed(series.array)
    assert type(array) in (np.ndarray, type(series.array))
    assert crossed(series.dtype) == series.dtype


TABLES: dict[str, Callable[[], pd.DataFrame]] = {
    "empty": pd.DataFrame,
    "rows alone": lambda: pd.DataFrame(index=["a", "b"]),
    "columns alone": lambda: pd.DataFrame(columns=["a", "b"]),
    "one type": lambda: pd.DataFrame(np.arange(6.0).reshape(2, 3), columns=list("abc")),
    "the same name": lambda: pd.DataFrame([[1, "x", 2.0]], columns=["a", "a", "b"]),
    "the same row": lambda: pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=[0, 0]),
    "numbered columns": lambda: pd.DataFrame([[1, "x"]], columns=[7, 9]),
    "named axes": lambda: (
        pd.DataFrame([[1, 2]]).rename_axis("True Label").rename_axis("Predicted Label", axis=1)
    ),
    "levels": lambda: pd.DataFrame(
        {"n": [1, 2, 3]},
        index=pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)], names=["x", None]),
    ),
    "levels of columns": lambda: pd.DataFrame(
        [[1, 2.5]], columns=pd.MultiIndex.from_product([["a"], ["u", "v"]])
    ),
    "missing level": lambda: pd.DataFrame(
        {"n": [1, 2]}, index=pd.MultiIndex.from_arrays([["a", None], [1.0, np.nan]])
    ),
    "days": lambda: pd.DataFrame({"n": [1, 2, 3]}, index=DAYS),
    "categories": lambda: pd.DataFrame({"n": [1, 2, 3]}, index=pd.CategoricalIndex(CUT)),
    "steps": lambda: pd.DataFrame({"n": range(3)}, index=pd.RangeIndex(10, 4, -2, name="i")),
    "mixed index": lambda: pd.DataFrame({"n": [1, 2]}, index=[1, "b"]),
    "description": lambda: pd.DataFrame({"a": [1, 2], "b": [0.5, 1]}).describe(),
    "pivot": lambda: pd.DataFrame({"a": ["x", "y"], "b": [1, 2], "c": [3, 4]}).pivot_table(
        index="a", columns="b", values="c"
    ),
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_tables_cross(make: Callable[[], pd.DataFrame]) -> None:
    table, copy = make(), crossed(make())
    pd.testing.assert_frame_equal(
        copy, table, check_exact=True, check_index_type="equiv", check_column_type=True
    )
    assert type(copy.index) is type(table.index)
    assert type(copy.columns) is type(table.columns)


def test_a_copy_can_be_changed() -> None:
    copy = crossed(pd.DataFrame({"a": [1, 2], "b": [3, 4], "c": ["x", "y"]}))
    copy.loc[0, "a"] = 9
    copy["c"] = copy["c"].str.upper()
    assert copy.to_numpy().tolist() == [[9, 3, "X"], [2, 4, "Y"]]


def test_a_table_of_types_crosses() -> None:
    types = pd.DataFrame({"a": [1], "b": ["x"], "c": pd.Categorical(["y"])}).dtypes
    pd.testing.assert_series_equal(crossed(types), types)


INDEXES: dict[str, pd.Index] = {
    "frequency": pd.date_range("2026-01-01", periods=3, freq="MS", name="month"),
    "frequency in a zone": pd.date_range("2026-03-28", periods=3, freq="D", tz="Europe/Berlin"),
    "steps of time": pd.timedelta_range("1h", periods=3, freq="h"),
    "tuple as name": pd.Index([1, 2], name=("a", 1)),
}


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
def test_indexes_cross(index: Any) -> None:
    copy = crossed(index)
    pd.testing.assert_index_equal(copy, index, exact=True)
    assert copy.name == index.name
    assert getattr(copy, "freq", None) == getattr(index, "freq", None)


SCALARS: dict[str, Any] = {
    "moment": pd.Timestamp("2026-01-02 03:04:05.123456789"),
    "moment in seconds": pd.Timestamp("2026-01-02").as_unit("s"),
    "moment in a zone": pd.Timestamp("2026-07-02 03:04", tz="Europe/Berlin"),
    "difference": pd.Timedelta("1 days 00:00:00.5"),
    "month": pd.Period("2026-01", freq="M"),
    "interval": pd.Interval(0, 2.5, closed="left"),
    "interval of time": pd.Interval(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-02")),
}


@pytest.mark.parametrize("value", SCALARS.values(), ids=SCALARS)
def test_scalars_cross(value: Any) -> None:
    copy = crossed(value)
    assert type(copy) is type(value)
    assert repr(copy) == repr(value)
    assert copy == value
    assert getattr(copy, "unit", None) == getattr(value, "unit", None)


@pytest.mark.parametrize("value", [pd.NA, pd.NaT], ids=["NA", "NaT"])
def test_what_is_missing_crosses_as_itself(value: Any) -> None:
    assert crossed([value, {"a": value}])[0] is value


class LyingTable(pd.DataFrame):
    columns = property(lambda self: ["lie"])  # type: ignore[assignment]
    shape = property(lambda self: (99, 99))  # type: ignore[assignment]

    def __getitem__(self, _: object) -> Any:
        return 99

    def to_numpy(self, *_: object, **__: object) -> Any:
        return np.array([[99]])


class LyingSeries(pd.Series):
    array = values = property(lambda self: np.array([99]))  # type: ignore[assignment]

    def __iter__(self) -> Any:
        return iter([99])


def test_a_table_that_lies_crosses_as_what_it_is() -> None:
    truth = pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})
    lie = LyingTable._from_mgr(truth._mgr, axes=truth.axes)
    assert lie["a"] == 99
    pd.testing.assert_frame_equal(crossed(lie), truth)


def test_a_series_that_lies_crosses_as_what_it_is() -> None:
    truth = pd.Series([1, 2], name="a")
    lie = LyingSeries([1, 2], name="a")
    assert list(lie) == [99]
    copy = crossed(lie)
    assert type(copy) is pd.Series
    pd.testing.assert_series_equal(copy, truth)


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "lists of Arrow": (
        lambda: pd.Series([[1]], dtype=pd.ArrowDtype(pyarrow.list_(pyarrow.int64()))),
        "a column of the type `list<item: int64>[pyarrow]`",
    ),
    "endless index": (
        lambda: pd.DataFrame(index=pd.RangeIndex(10**10)),
        "an index of more than 33,554,432 rows",
    ),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(make: Callable[[], Any], reason: str) -> None:
    assert refusal(make()) == reason
