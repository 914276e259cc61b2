"""NumPy's arrays, scalars, types of elements, and the types that stand for plain values."""

from __future__ import annotations

import math
import re
import sys
from array import array as numbers
from typing import Any

import numpy as np
import numpy.typing as npt

from nbjudge.kernels.codec.wire import (
    MAX_BYTES,
    MAX_NODES,
    CantCross,
    Decode,
    Encode,
    Malformed,
    Reader,
    Writer,
    size,
)

Array = npt.NDArray[Any]

# Times may be counted in several of a unit: hundreds of years are plenty.
_TIMES = r"[<>][mM]8(\[([1-9]\d{0,2})?[a-zA-Z]{1,2}\])?"
_SIMPLE = re.compile(rf"[<>|=][biufc]\d{{1,2}}|{_TIMES}|[<>|][SU]\d{{1,9}}")
# Types of numbers that Keras knows and NumPy does not.
_SMALL_FLOATS = ("bfloat16", "float8_e4m3fn", "float8_e5m2")
_LAST_CHARACTER = sys.maxunicode
_EXTENDED = (np.longdouble, np.clongdouble) if np.finfo(np.longdouble).nmant == 63 else ()

_PLAIN: tuple[type, ...] = (
    *(object, type(None), bool, int, float, complex, str, bytes, bytearray),
    *(list, tuple, dict, set, frozenset, range, slice, np.ndarray),
)
_NUMPY = tuple(kind for kind in np.sctypeDict.values() if kind.__module__ == "numpy")
_TYPES = {f"{kind.__module__}.{kind.__name__}": kind for kind in (*_PLAIN, *_NUMPY)}
_TYPE_NAMES = {id(kind): name for name, kind in _TYPES.items()}


def encoder(kind: type) -> Encode | None:
    """The encoder of a class, if it is one of NumPy's or inherits from it."""
    if issubclass(kind, np.ndarray):
        return _encode_masked if issubclass(kind, np.ma.MaskedArray) else encode_array
    if issubclass(kind, np.generic):
        return _encode_scalar
    if issubclass(kind, np.dtype):
        return _encode_dtype
    if kind in (numbers, memoryview):
        return lambda writer, value: encode_array(writer, np.asarray(value))
    return _encode_type if issubclass(kind, type) else None


def encode_array(writer: Writer, value: Array) -> None:
    """Writes an array; one whose elements are records or missing texts is lent."""
    array = np.ndarray.view(value, np.ndarray)
    if array.dtype.kind == "O":
        writer.kind("object array")
        _write_shape(writer, array.shape)
        writer.items(array.reshape(-1).tolist(), "an array")
        return
    if array.dtype.kind == "T":
        _encode_texts(writer, array)
        return
    name = _dtype_name(array.dtype)
    if name is None:
        writer.lend(value)
        return
    if array.nbytes > MAX_BYTES:
        raise CantCross(f"an array of {size(array.nbytes)}, where {size(MAX_BYTES)} are the most")
    # The order in memory decides how a product of matrices is rounded.
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    if fortran:
        array = array.T
    writer.kind("fortran array" if fortran else "array")
    writer.text(name)
    _write_shape(writer, array.shape)
    writer.buffer(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)


def read_array(reader: Reader, kinds: str = "") -> Array:
    """The next value, which has to be an array; of elements of these kinds, if any are named.

    Those have the order of bytes of this machine, which compiled code takes for granted.
    """
    array = reader.instance(np.ndarray)
    if kinds and (array.dtype.kind not in kinds or not array.dtype.isnative):
        raise Malformed(f"an array of {array.dtype}")
    return array


def _array(reader: Reader) -> Array:
    dtype, shape = _dtype(reader.text()), _shape(reader)
    return _filled(shape, dtype, reader.buffer())


def _object_array(reader: Reader) -> Array:
    shape = _shape(reader)
    count = math.prod(shape)
    if count > MAX_NODES:
        raise Malformed("too many values")
    array = np.empty(count, dtype=object)
    for place in range(count):
        array[place] = reader.value()
    return array.reshape(shape)


def _encode_texts(writer: Writer, value: Array) -> None:
    """Texts of any length; what is missing of them stays in the bench."""
    texts = value.reshape(-1).tolist()
    if value.dtype != np.dtypes.StringDType() or not all(type(one) is str for one in texts):
        writer.lend(value)
        return
    writer.kind("text array")
    _write_shape(writer, value.shape)
    writer.items(texts, "an array")


def _texts(reader: Reader) -> Array:
    shape = _shape(reader)
    count = math.prod(shape)
    if count > MAX_NODES:
        raise Malformed("too many values")
    texts = [reader.instance(str) for _ in range(count)]
    return np.array(texts, dtype=np.dtypes.StringDType()).reshape(shape)


def _write_shape(writer: Writer, shape: tuple[int, ...]) -> None:
    writer.number(len(shape))
    for side in shape:
        writer.number(side)


def _shape(reader: Reader) -> tuple[int, ...]:
    shape = tuple(reader.number() for _ in range(reader.count()))
    if any(side < 0 for side in shape):
        raise Malformed("no shape")
    return shape


def _filled(shape: tuple[int, ...], dtype: np.dtype[Any], content: memoryview) -> Array:
    """An array with that content, of which nothing is taken on trust."""
    if not dtype.itemsize or math.prod(shape) * dtype.itemsize != len(content):
        raise Malformed("an array whose content does not fit its shape")
    array = np.empty(shape, dtype)
    flat = array.reshape(-1)
    if dtype.kind == "b":
        np.not_equal(np.frombuffer(content, np.uint8), 0, out=flat)
    else:
        flat.view(np.uint8)[:] = np.frombuffer(content, np.uint8)
    if dtype.kind == "U":
        codes = flat.view(np.dtype(np.uint32).newbyteorder(dtype.byteorder))
        if codes.size and codes.max() > _LAST_CHARACTER:
            raise Malformed("no text")
    elif dtype in _EXTENDED and not _are_numbers(flat):
        raise Malformed("no numbers")
    return array


def _are_numbers(extended: Array) -> bool:
    """Whether these are numbers of 80 bits as processors make them: the leading bit is not hidden.

    Mathematical libraries take that for granted.
    """
    words = extended.view(np.uint64).reshape(-1, 2)
    normal, exponents = words[:, 0] >> np.uint64(63), words[:, 1] & np.uint64(0x7FFF)
    return bool(np.array_equal(normal != 0, exponents != 0))


def _encode_masked(writer: Writer, value: Any) -> None:
    if value is np.ma.masked:
        writer.kind("masked")
        return
    data = np.ndarray.view(value, np.ndarray)
    if data.dtype.kind == "V":
        writer.lend(value)
        return
    mask = object.__getattribute__(value, "_mask")
    writer.kind("masked array")
    writer.items((data, np.broadcast_to(mask, data.shape)), "an array")


def _masked_array(reader: Reader) -> Array:
    data, mask = read_array(reader), read_array(reader, "b")
    if mask.shape != data.shape:
        raise Malformed("no mask")
    return np.ma.MaskedArray(data, mask=mask)


def _encode_scalar(writer: Writer, value: Any) -> None:
    if issubclass(type(value), np.str_):
        writer.kind("numpy str")
        writer.text(str.__str__(value))
        return
    if issubclass(type(value), np.bytes_):
        writer.kind("numpy bytes")
        writer.buffer(bytes.__getitem__(value, slice(None)))
        return
    dtype = np.generic.dtype.__get__(value)
    name = _dtype_name(dtype)
    if name is None:
        writer.lend(value)
        return
    writer.kind("scalar")
    writer.text(name)
    writer.buffer(np.generic.tobytes(value))


def _scalar(reader: Reader) -> object:
    return _filled((), _dtype(reader.text()), reader.buffer())[()]


def _encode_dtype(writer: Writer, value: np.dtype[Any]) -> None:
    name = "|O" if value.kind == "O" else _dtype_name(value)
    if name is None:
        writer.lend(value)
    else:
        writer.kind("dtype")
        writer.text(name)


def _dtype_name(dtype: np.dtype[Any]) -> str | None:
    """The name of a type of elements, if these can be written as they are."""
    if dtype.kind in "biufcmMSU" and dtype.itemsize:
        return dtype.str
    return dtype.name if dtype.name in _SMALL_FLOATS else None


def _dtype(name: str) -> np.dtype[Any]:
    if name in _SMALL_FLOATS:
        import ml_dtypes

        small_float: np.dtype[Any] = np.dtype(getattr(ml_dtypes, name))
        return small_float
    if not _SIMPLE.fullmatch(name):
        raise Malformed("no type of elements")
    return np.dtype(name)


def _encode_type(writer: Writer, value: type) -> None:
    # By identity, for a metaclass may say that its classes are equal to any other.
    name = _TYPE_NAMES.get(id(value))
    if name is None:
        writer.lend(value)
    else:
        writer.kind("type")
        writer.text(name)


DECODERS: dict[str, Decode] = {
    "array": _array,
    "fortran array": lambda reader: _array(reader).T,
    "object array": _object_array,
    "text array": _texts,
    "masked": lambda reader: np.ma.masked,
    "masked array": _masked_array,
    "numpy str": lambda reader: np.str_(reader.text()),
    "numpy bytes": lambda reader: np.bytes_(bytes(reader.buffer())),
    "scalar": _scalar,
    "dtype": lambda reader: np.dtype(object) if (name := reader.text()) == "|O" else _dtype(name),
    "type": lambda reader: _TYPES[reader.text()],
}
