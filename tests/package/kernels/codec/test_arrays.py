"""Arrays, scalars and types of NumPy."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as np_st

from nbjudge.kernels.codec import CantCross, dumps, loads

from .crossing import crossed, exactly, lend, refusal

dtypes = st.one_of(
    np_st.boolean_dtypes(),
    np_st.integer_dtypes(endianness="?"),
    np_st.floating_dtypes(endianness="?", sizes=(16, 32, 64)),
    np_st.complex_number_dtypes(),
    np_st.datetime64_dtypes(),
    np_st.timedelta64_dtypes(),
    np_st.byte_string_dtypes(min_len=1),
    np_st.unicode_string_dtypes(endianness="?", min_len=1),
)
shapes = np_st.array_shapes(min_dims=0, min_side=0)


@given(np_st.arrays(dtypes, shapes))
def test_arrays_cross_exactly(array: np.ndarray) -> None:
    copy = crossed(array)
    assert type(copy) is np.ndarray
    assert copy.dtype == array.dtype
    assert copy.shape == array.shape
    assert copy.tobytes() == array.tobytes()
    assert copy.flags.writeable


@given(np_st.arrays(dtypes, ()))
def test_scalars_cross_exactly(array: np.ndarray) -> None:
    scalar = array[()]
    copy = crossed(scalar)
    assert type(copy) is type(scalar)
    assert copy.dtype.newbyteorder("=") == scalar.dtype.newbyteorder("=")
    assert copy.tobytes() == scalar.tobytes()


ARRAYS: dict[str, Callable[[], Any]] = {
    "Fortran order": lambda: np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "every other": lambda: np.arange(10)[::-2],
    "read only": lambda: np.broadcast_to(np.arange(3), (2, 3)),
    "bfloat16": lambda: np.arange(3, dtype=ml_dtypes.bfloat16),
    "texts of any length": lambda: np.array([["a", "ünd"]], dtype=np.dtypes.StringDType()),
    "no element": lambda: np.empty((0, 3), dtype="U5"),
}


@pytest.mark.parametrize("make", ARRAYS.values(), ids=ARRAYS)
def test_other_arrays_cross(make: Callable[[], Any]) -> None:
    array, copy = make(), crossed(make())
    assert type(copy) is np.ndarray
    assert copy.dtype == array.dtype
    assert copy.tolist() == array.tolist()


@pytest.mark.parametrize(
    "value",
    [array("d", [1, 2]), memoryview(np.eye(2)), memoryview(b"ab")],
    ids=["array", "view", "bytes"],
)
def test_what_holds_numbers_crosses_as_an_array(value: Any) -> None:
    copy = crossed(value)
    assert type(copy) is np.ndarray
    assert copy.tolist() == value.tolist()


def test_the_order_in_memory_stays() -> None:
    assert crossed(np.ones((2, 3), order="F")).flags.f_contiguous
    assert crossed(np.ones((2, 3))).flags.c_contiguous


def test_an_array_of_objects_crosses() -> None:
    array = np.array([["a", 1, None], [2.5, [1, 2], np.arange(3)]], dtype=object)
    copy = crossed(array)
    assert copy.dtype == object
    assert copy.shape == array.shape
    np.testing.assert_array_equal(copy[1, 2], array[1, 2])
    assert exactly(copy.ravel()[:5].tolist()) == exactly(array.ravel()[:5].tolist())


MASKED: dict[str, Callable[[], Any]] = {
    "some": lambda: np.ma.masked_invalid([[1.0, np.nan], [3.0, 4.0]]),
    "none": lambda: np.ma.masked_array([1, 2]),
    "objects": lambda: np.ma.masked_array(["a", None], mask=[False, True], dtype=object),
}


@pytest.mark.parametrize("make", MASKED.values(), ids=MASKED)
def test_masked_arrays_cross(make: Callable[[], Any]) -> None:
    array, copy = make(), crossed(make())
    assert type(copy) is np.ma.MaskedArray
    assert copy.dtype == array.dtype
    assert np.ma.getmaskarray(copy).tolist() == np.ma.getmaskarray(array).tolist()
    assert copy.tolist() == array.tolist()


def test_the_masked_number_crosses_as_itself() -> None:
    assert crossed([np.ma.masked])[0] is np.ma.masked


TYPES = [int, float, str, bool, list, dict, tuple, set, object, type(None), np.ndarray]
TYPES += [np.float32, np.int64, np.bool_, np.str_, np.datetime64, np.object_]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_types_of_plain_values_cross_as_themselves(kind: type) -> None:
    assert crossed(kind) is kind


@pytest.mark.parametrize("name", ["f4", ">i2", "M8[ns]", "U7", "O", "?", ml_dtypes.bfloat16])
def test_types_of_elements_cross(name: Any) -> None:
    assert crossed(np.dtype(name)) == np.dtype(name)


class AnyType(type):
    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(int)


class Forged(metaclass=AnyType):
    __module__ = "builtins"
    __qualname__ = __name__ = "int"


LENT: dict[str, Callable[[], Any]] = {
    "records": lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    "a record": lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)])[0],
    "masked records": lambda: np.ma.masked_array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    "type of records": lambda: np.dtype([("a", int)]),
    "class": lambda: Forged,
    "exception": lambda: ValueError,
    "generator": lambda: np.random.default_rng(0),
    "function": lambda: np.maximum,
}


@pytest.mark.parametrize("make", LENT.values(), ids=LENT)
def test_what_has_no_copy_is_lent(make: Callable[[], Any]) -> None:
    with pytest.raises(CantCross):
        dumps(make())
    assert loads(dumps(make(), lend), lambda loan: loan.handle) == 7


class LyingArray(np.ndarray):
    shape = property(lambda self: (99,))  # type: ignore[assignment]
    dtype = property(lambda self: np.dtype(object))  # type: ignore[assignment]
    nbytes = size = ndim = property(lambda self: 0)  # type: ignore[assignment]

    def __array__(self, *_: Any, **__: Any) -> Any:
        return np.array([99])

    def __array_finalize__(self, _: object) -> None:
        pass

    def __getitem__(self, _: object) -> Any:
        return 99

    def view(self, *_: object) -> Any:
        return np.array([99])

    reshape = ravel = tolist = tobytes = copy = astype = view  # type: ignore[assignment]


class LyingScalar(np.float64):
    dtype = property(lambda self: np.dtype("U99"))  # type: ignore[assignment]

    def tobytes(self, *_: object) -> bytes:
        return bytes(99)

    def __float__(self) -> float:
        return 99.0


class LyingText(np.str_):
    def __str__(self) -> str:
        return "lie"


LIARS: dict[str, tuple[Callable[[], Any], Any]] = {
    "array": (lambda: np.arange(3).view(LyingArray), np.arange(3)),
    "scalar": (lambda: LyingScalar(2.0), np.float64(2.0)),
    "text": (lambda: LyingText("truth"), np.str_("truth")),
}


@pytest.mark.parametrize(("make", "truth"), LIARS.values(), ids=LIARS)
def test_a_subclass_that_lies_crosses_as_what_it_is(make: Callable[[], Any], truth: Any) -> None:
    copy = crossed(make())
    assert type(copy) is type(truth)
    np.testing.assert_array_equal(copy, truth)


def test_an_array_that_claims_to_be_small_is_measured() -> None:
    array = np.broadcast_to(np.float64(0), (1000, 1000, 282))
    assert refusal(array) == "an array of 2.1 GB, where 256 MB are the most"
    assert refusal(array.view(LyingArray)) == "an array of 2.1 GB, where 256 MB are the most"
