"""The arrays behind the columns of pandas tables, and pandas' own scalars and column types."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype

from nbjudge.kernels.codec.arrays import read_array
from nbjudge.kernels.codec.moments import encode_zone, read_zone
from nbjudge.kernels.codec.wire import CantCross, Decode, Encode, Malformed, Reader, Writer

_MASKED = {
    "b": pd.arrays.BooleanArray,
    **dict.fromkeys("iu", pd.arrays.IntegerArray),
    "f": pd.arrays.FloatingArray,
}


# Types of Arrow, with the type of their values in Python.
_ARROW: dict[str, type] = {
    **dict.fromkeys((f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)), int),
    **dict.fromkeys(("float", "double"), float),
    **dict.fromkeys(("string", "large_string"), str),
    "bool": bool,
}
# Their functions have other names.
_ARROW_NAMES = {"float": "float32", "double": "float64", "bool": "bool_"}
_ALL_TIME = ("0001-01-01", "9999-12-31 23:59:59.999999")


def encoder(kind: type) -> Encode | None:
    """The encoder of an array, a scalar or a column type of pandas."""
    if issubclass(kind, ExtensionArray):
        return encode_column
    if issubclass(kind, ExtensionDtype):
        return _encode_column_type
    return next((encode for base, encode in _SCALARS.items() if issubclass(kind, base)), None)


def encode_column(writer: Writer, value: Any) -> None:
    """Writes the content of a column."""
    kind = type(value)
    if kind is pd.arrays.NumpyExtensionArray:
        writer.value(value.to_numpy())
        return
    encode = _COLUMNS.get(kind) or (
        _encode_text if isinstance(value.dtype, pd.StringDtype) else None
    )
    if encode is None:
        raise CantCross(f"a column of the type `{value.dtype}`")
    encode(writer, value)


def read_column(reader: Reader) -> Any:
    """The next value, which has to be an array of pandas or NumPy."""
    value = reader.value()
    if (type(value) is not np.ndarray and not isinstance(value, ExtensionArray)) or value.ndim != 1:
        raise Malformed("no column")
    return value


def _encode_text(writer: Writer, value: Any) -> None:
    writer.kind("text column")
    writer.text(value.dtype.storage)
    missing = value.dtype.na_value is pd.NA
    writer.items((missing, value.to_numpy(dtype=object, na_value=None).tolist()), "a column")


def _text(reader: Reader) -> object:
    storage, missing, items = reader.text(), reader.instance(bool), reader.instance(list)
    if storage not in ("python", "pyarrow") or any(type(item) not in _TEXT for item in items):
        raise Malformed("no column of text")
    dtype: Any = pd.StringDtype(storage, na_value=pd.NA if missing else np.nan)
    return pd.array(items, dtype=dtype)


_TEXT = (str, type(None))


def _encode_arrow(writer: Writer, value: Any) -> None:
    """A column of Arrow, of the types that are plain ones with another name."""
    name = str(value.dtype.pyarrow_dtype)
    if name not in _ARROW:
        raise CantCross(f"a column of the type `{value.dtype}`")
    writer.kind("arrow column")
    writer.text(name)
    writer.items((value.to_numpy(dtype=object, na_value=None).tolist(),), "a column")


def _arrow(reader: Reader) -> object:
    name, items = reader.text(), reader.instance(list)
    if name not in _ARROW or any(type(item) not in (_ARROW[name], type(None)) for item in items):
        raise Malformed("no column of Arrow")
    import pyarrow

    dtype: Any = pd.ArrowDtype(getattr(pyarrow, _ARROW_NAMES.get(name, name))())
    return pd.array(items, dtype=dtype)


def _encode_sparse(writer: Writer, value: Any) -> None:
    writer.kind("sparse column")
    writer.items((value.to_dense(), value.fill_value), "a column")


def _sparse(reader: Reader) -> object:
    dense, fill = read_array(reader, "biuf"), reader.value()
    if not isinstance(fill, bool | int | float | np.generic):
        raise Malformed("no sparse column")
    column: Any = pd.arrays.SparseArray
    return column(dense, fill_value=fill)


def _encode_masked(writer: Writer, value: Any) -> None:
    writer.kind("masked column")
    writer.items((value._data, value._mask), "a column")


def _masked(reader: Reader) -> object:
    data, mask = read_array(reader, "biuf"), read_array(reader, "b")
    return _MASKED[data.dtype.kind](data, mask)


def _encode_categorical(writer: Writer, value: Any) -> None:
    writer.kind("categorical")
    writer.items((value.codes, value.categories, bool(value.ordered)), "a column")


def _categorical(reader: Reader) -> object:
    codes, categories, ordered = read_array(reader, "i"), reader.value(), reader.instance(bool)
    if not isinstance(categories, pd.Index):
        raise Malformed("no categories")
    return pd.Categorical.from_codes(codes, categories=categories, ordered=ordered)


def _encode_datetimes(writer: Writer, value: Any) -> None:
    writer.kind("datetimes")
    writer.value(value.asi8.view(f"M8[{value.unit}]"))
    encode_zone(writer, value.tz)


def _datetimes(reader: Reader) -> object:
    index, zone = pd.DatetimeIndex(read_array(reader, "M")), read_zone(reader)
    if zone is not None:
        index = index.tz_localize("UTC").tz_convert(zone)
    return index.array


def _encode_timedeltas(writer: Writer, value: Any) -> None:
    writer.kind("timedeltas")
    writer.value(value.asi8.view(f"m8[{value.unit}]"))


def _encode_intervals(writer: Writer, value: Any) -> None:
    writer.kind("intervals")
    writer.items((value.left.array, value.right.array, value.closed), "a column")


def _intervals(reader: Reader) -> object:
    left, right, closed = read_column(reader), read_column(reader), reader.instance(str)
    return pd.arrays.IntervalArray.from_arrays(left, right, closed)  # type: ignore[arg-type]


def _encode_periods(writer: Writer, value: Any) -> None:
    writer.kind("periods")
    writer.items((value.asi8, value.freqstr), "a column")


def _periods(reader: Reader) -> object:
    ordinals, frequency = read_array(reader, "i"), reader.instance(str)
    known = ordinals[ordinals != np.iinfo(np.int64).min]  # which is NaT
    if known.size:
        _check_ordinals(int(known.min()), int(known.max()), frequency)
    index: Any = pd.PeriodIndex
    return index.from_ordinals(ordinals, freq=frequency).array


def _period(reader: Reader) -> object:
    ordinal, frequency = reader.instance(int), reader.instance(str)
    _check_ordinals(ordinal, ordinal, frequency)
    return pd.Period(ordinal=ordinal, freq=frequency)


def _check_ordinals(first: int, last: int, frequency: str) -> None:
    """Raises Malformed unless periods lie within the years that pandas can calculate with."""
    try:
        least, most = (pd.Period(one, freq=frequency) for one in _ALL_TIME)
    except pd.errors.OutOfBoundsDatetime:
        # All nanoseconds of 64 bits are within few centuries.
        return
    if first < least.ordinal or last > most.ordinal:
        raise Malformed("a period out of all time")


def _encode_column_type(writer: Writer, value: Any) -> None:
    writer.kind("column type")
    encode_column(writer, value.construct_array_type()._from_sequence([], dtype=value))


def _encode_timestamp(writer: Writer, value: pd.Timestamp) -> None:
    writer.kind("timestamp")
    writer.value(value.asm8)
    encode_zone(writer, value.tzinfo)


def _timestamp(reader: Reader) -> object:
    moment, zone = pd.Timestamp(reader.instance(np.datetime64)), read_zone(reader)
    return moment if zone is None else moment.tz_localize("UTC").tz_convert(zone)


def _encode_pandas_timedelta(writer: Writer, value: pd.Timedelta) -> None:
    writer.kind("pandas timedelta")
    writer.value(value.asm8)


def _encode_period(writer: Writer, value: pd.Period) -> None:
    writer.kind("period")
    writer.items((value.ordinal, value.freqstr), "a period")


def _encode_interval(writer: Writer, value: pd.Interval[Any]) -> None:
    writer.kind("interval")
    writer.items((value.left, value.right, value.closed), "an interval")


def _interval(reader: Reader) -> object:
    left: Any = reader.value()
    right: Any = reader.value()
    return pd.Interval(left, right, reader.instance(str))  # type: ignore[arg-type]


_COLUMNS: dict[type, Encode] = {
    pd.arrays.IntegerArray: _encode_masked,
    pd.arrays.FloatingArray: _encode_masked,
    pd.arrays.BooleanArray: _encode_masked,
    pd.Categorical: _encode_categorical,
    pd.arrays.DatetimeArray: _encode_datetimes,
    pd.arrays.TimedeltaArray: _encode_timedeltas,
    pd.arrays.IntervalArray: _encode_intervals,
    pd.arrays.PeriodArray: _encode_periods,
    pd.arrays.ArrowExtensionArray: _encode_arrow,
    pd.arrays.SparseArray: _encode_sparse,
}

# NaT claims to be a point in time.
_SCALARS: dict[type, Encode] = {
    type(pd.NA): lambda writer, value: writer.kind("NA"),
    type(pd.NaT): lambda writer, value: writer.kind("NaT"),
    pd.Timestamp: _encode_timestamp,
    pd.Timedelta: _encode_pandas_timedelta,
    pd.Period: _encode_period,
    pd.Interval: _encode_interval,
}

DECODERS: dict[str, Decode] = {
    "text column": _text,
    "arrow column": _arrow,
    "sparse column": _sparse,
    "masked column": _masked,
    "categorical": _categorical,
    "datetimes": _datetimes,
    "timedeltas": lambda reader: pd.TimedeltaIndex(read_array(reader, "m")).array,
    "intervals": _intervals,
    "periods": _periods,
    "column type": lambda reader: read_column(reader).dtype,
    "NA": lambda reader: pd.NA,
    "NaT": lambda reader: pd.NaT,
    "timestamp": _timestamp,
    "pandas timedelta": lambda reader: pd.Timedelta(reader.instance(np.timedelta64)),
    "period": _period,
    "interval": _interval,
}
