"""Tables, series and indexes of pandas."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from nbjudge.kernels.codec.columns import encode_column, read_column
from nbjudge.kernels.codec.plain import MAX_RANGE
from nbjudge.kernels.codec.wire import CantCross, Decode, Encode, Malformed, Reader, Writer


def encoder(kind: type) -> Encode | None:
    """The encoder of a table, series or index."""
    return next((encode for base, encode in _BASES.items() if issubclass(kind, base)), None)


def _encode_frame(writer: Writer, value: Any) -> None:
    frame = _as_base(value, pd.DataFrame)
    types = set(frame.dtypes)
    even = len(types) == 1 and isinstance(types.pop(), np.dtype) and frame.shape[1] > 1
    matrix = frame.to_numpy() if even else None
    writer.kind("frame")
    writer.items((frame.index, frame.columns), "a table")
    if matrix is not None and matrix.dtype.kind in "biufc":
        writer.value(matrix)
    else:
        writer.value(None)
        for place in range(frame.shape[1]):
            writer.nodes(1)
            encode_column(writer, frame.iloc[:, place].array)


def _frame(reader: Reader) -> object:
    index, columns = _read_index(reader), _read_index(reader)
    matrix = reader.optional(np.ndarray)
    if matrix is not None:
        return pd.DataFrame(matrix, index=index, columns=columns)
    arrays = [_series_of(read_column(reader), index) for _ in range(len(columns))]
    frame = pd.DataFrame(dict(enumerate(arrays)), index=index)
    frame.columns = columns
    return frame


def _encode_series(writer: Writer, value: Any) -> None:
    series = _as_base(value, pd.Series)
    writer.kind("series")
    writer.items((series.index, series.name), "a series")
    encode_column(writer, series.array)


def _series(reader: Reader) -> object:
    index = _read_index(reader)
    name: Any = reader.value()
    return _series_of(read_column(reader), index, name)


def _series_of(array: Any, index: pd.Index, name: Any = None) -> object:
    # Without its type, pandas would take a column of text objects for one of its text type.
    return pd.Series(array, index=index, dtype=array.dtype, name=name, copy=False)


def _as_base(value: Any, base: Any) -> Any:
    """A table or series of a subclass as one of the base class, whatever the subclass says."""
    if type(value) is base:
        return value
    manager = object.__getattribute__(value, "_mgr")
    plain = base._from_mgr(manager, axes=manager.axes)
    if base is pd.Series:
        plain.name = object.__getattribute__(value, "_name")
    return plain


def _encode_index(writer: Writer, value: Any) -> None:
    writer.kind("index")
    frequency = getattr(value, "freqstr", None) if type(value) in _WITH_FREQUENCY else None
    writer.items((value.name, frequency), "an index")
    encode_column(writer, value.array)


def _index(reader: Reader) -> object:
    name: Any = reader.value()
    frequency = reader.optional(str)
    array = read_column(reader)
    index: Any = pd.Index(array, dtype=array.dtype, name=name, copy=False)
    if frequency is not None:
        if type(index) not in _WITH_FREQUENCY:
            raise Malformed("a frequency of what has none")
        index.freq = frequency
    return index


_WITH_FREQUENCY = (pd.DatetimeIndex, pd.TimedeltaIndex)


def _encode_range_index(writer: Writer, value: pd.RangeIndex) -> None:
    if len(value) > MAX_RANGE or max(map(abs, (value.start, value.stop, value.step))) >= 2**62:
        raise CantCross(f"an index of more than {MAX_RANGE:,} rows")
    writer.kind("range index")
    writer.items((value.start, value.stop, value.step, value.name), "an index")


def _range_index(reader: Reader) -> object:
    start, stop, step = (reader.instance(int) for _ in range(3))
    name: Any = reader.value()
    if max(map(abs, (start, stop, step))) >= 2**62:
        raise Malformed("an index beyond 64 bits")
    index = pd.RangeIndex(start, stop, step, name=name)
    if len(index) > MAX_RANGE:
        raise Malformed("too long an index")
    return index


def _encode_multi_index(writer: Writer, value: pd.MultiIndex) -> None:
    writer.kind("multi index")
    parts = [list(value.levels), list(value.codes), list(value.names)]
    writer.items(parts, "an index")


def _multi_index(reader: Reader) -> object:
    levels, codes, names = (reader.instance(list) for _ in range(3))
    if not all(isinstance(level, pd.Index) for level in levels):
        raise Malformed("no levels")
    return pd.MultiIndex(levels=levels, codes=codes, names=names)


def _read_index(reader: Reader) -> pd.Index:
    index = reader.value()
    if not isinstance(index, pd.Index):
        raise Malformed("no index")
    return index


_BASES: dict[type, Encode] = {
    pd.DataFrame: _encode_frame,
    pd.Series: _encode_series,
    pd.MultiIndex: _encode_multi_index,
    pd.RangeIndex: _encode_range_index,
    pd.Index: _encode_index,
}

DECODERS: dict[str, Decode] = {
    "frame": _frame,
    "series": _series,
    "index": _index,
    "range index": _range_index,
    "multi index": _multi_index,
}
