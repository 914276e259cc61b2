"""Checks of numbers, arrays and labels."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nbjudge.checks import (
    check_between,
    check_dtype,
    check_finite,
    check_labels,
    check_number,
    check_row_sums,
    check_shape,
    check_values,
    seal,
)

from .failing import failure

FINITE = st.floats(-1e6, 1e6)
ARRAYS = arrays(float, array_shapes(max_dims=3, max_side=4), elements=FINITE)

SIX_AND_A_QUARTER = {
    "float": 6.25,
    "text of a float": Fraction(25, 4),
    "decimal": Decimal("6.25"),
    "float64": np.float64(6.25),
    "float32": np.float32(6.25),
    "float16": np.float16(6.25),
    "long double": np.longdouble(6.25),
    "array without axes": np.array(6.25),
    "array of one": np.array([[6.25]]),
    "list of one": [6.25],
    "series of one": pd.Series([6.25]),
    "table of one": pd.DataFrame({"a": [6.25]}),
    "masked array of one": np.ma.array([6.25]),
    "object array": np.array([6.25], dtype=object),
    "nullable": pd.array([6.25], dtype="Float64"),
    "within the tolerance": 6.25 * (1 + 5e-7),
}
NO_NUMBER = {
    "another number": 6.26,
    "sign": -6.25,
    "just outside of the tolerance": 6.25 * (1 + 3e-6),
    "text": "6.25",
    "boolean": True,
    "numpy boolean": np.bool_(True),
    "two numbers": [6.25, 6.25],
    "no numbers": [],
    "set": {6.25},
    "complex": 6.25 + 0j,
    "NaN": math.nan,
    "infinity": math.inf,
    "none": None,
    "masked": np.ma.masked,
    "missing": pd.NA,
    "date": pd.Timestamp("2000-01-01"),
    "huge integer": 10**400,
    "function": lambda: 6.25,
}


@pytest.mark.parametrize("value", SIX_AND_A_QUARTER.values(), ids=SIX_AND_A_QUARTER)
def test_number(value: object) -> None:
    check_number(value, 6.25, name="cost")
    check_number(value, name="cost")


@pytest.mark.parametrize("value", NO_NUMBER.values(), ids=NO_NUMBER)
def test_no_number(value: object) -> None:
    assert "`cost`" in failure(check_number, value, 6.25, name="cost", secret="6.25 ")


@pytest.mark.parametrize("value", [83, 83.0, np.int8(83), np.float32(83)], ids=str)
def test_sealed_number(value: object) -> None:
    sealed = seal(83, "parameters")
    check_number(value, sealed, name="parameters")
    failure(check_number, 84, sealed, name="parameters", secret="83")


def test_sealed_float_may_come_in_float32() -> None:
    check_number(np.float32(0.1), seal(0.1, "rate"), name="rate")


@pytest.mark.parametrize("wrong", [2.0, 1.2, -1.0])
def test_number_says_what_is_asked_for(wrong: float) -> None:
    message = failure(check_number, wrong, 1.0, name="x", expected="the slope", remedy="Look.")
    assert message == f"`x`: expected the slope, got `{wrong}`. Look."


@given(FINITE, st.sampled_from([float, np.float64, np.array, lambda number: [number]]))
def test_number_equals_itself(number: float, kind: Any) -> None:
    check_number(kind(number), number, name="x")


GRID = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
GRIDS = {
    "list": GRID,
    "tuple": tuple(map(tuple, GRID)),
    "array": np.array(GRID),
    "float32": np.array(GRID, dtype="float32"),
    "float16": np.array(GRID, dtype="float16"),
    "integers": np.array(GRID, dtype=int),
    "unsigned": np.array(GRID, dtype="uint8"),
    "table": pd.DataFrame(GRID),
    "table with another index": pd.DataFrame(GRID, index=[7, 7, 9]),
    "nullable table": pd.DataFrame(GRID).astype("Int64"),
    "mixed table": pd.DataFrame({"a": [1, 3, 5], "b": pd.array([2, 4, 6], dtype="Float64")}),
    "object array": np.array(GRID, dtype=object),
    "masked array": np.ma.array(GRID),
    "list of arrays": [np.array(row) for row in GRID],
    "list of series": [pd.Series(row) for row in GRID],
    "sliced array": np.repeat(np.array(GRID), 2, axis=0)[::2],
}
NO_GRIDS = {
    "one value": [[1.0, 2.0], [3.0, 4.5], [5.0, 6.0]],
    "transposed": np.array(GRID).T,
    "flat": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
    "one axis more": [GRID],
    "one row less": GRID[:2],
    "ragged": [[1.0, 2.0], [3.0], [5.0, 6.0]],
    "missing value": [[1.0, 2.0], [3.0, None], [5.0, 6.0]],
    "masked value": np.ma.array(GRID, mask=np.eye(3, 2)),
    "infinite value": [[1.0, 2.0], [3.0, math.inf], [5.0, 6.0]],
    "digits": [["1", "2"], ["3", "4"], ["5", "6"]],
    "table of digits": pd.DataFrame(GRID).astype(str),
    "complex": np.array(GRID) + 0j,
    "number": 1.0,
    "generator": (row for row in GRID),
    "dictionary": {0: GRID[0]},
    "nothing": [],
    "none": None,
}


@pytest.mark.parametrize("value", GRIDS.values(), ids=GRIDS)
def test_values(value: object) -> None:
    check_values(value, GRID, name="grid")
    check_shape(value, (3, 2), name="grid")
    check_shape(value, (None, 2), name="grid")
    check_finite(value, name="grid")
    check_between(value, 1, 6, name="grid")


@pytest.mark.parametrize("value", NO_GRIDS.values(), ids=NO_GRIDS)
def test_wrong_values(value: object) -> None:
    assert "`grid`" in failure(check_values, value, GRID, name="grid", secret="(3, 2)")


def test_values_name_the_first_that_is_wrong() -> None:
    message = failure(
        check_values, [1, 5, 9], [1, 2, 3], name="x", expected="squares", remedy="Look."
    )
    assert message == ("`x`: expected squares, got 2 of 3 wrong (the first, at [1], is `5`). Look.")
    assert failure(check_values, 5, 2, name="x") == "`x`: expected the right values, got `5`."


@pytest.mark.parametrize(
    ("value", "reference"),
    [
        ([math.nan, 1], [math.nan, 1]),
        ([None, 1], [math.nan, 1]),
        (pd.array([None, 1], dtype="Int64"), [math.nan, 1]),
        ([math.inf], [math.inf]),
        ([True, False], [1, 0]),
        (np.array([True, False], dtype=object), [1, 0]),
        (pd.DataFrame({"a": [True], "b": [0.5]}), [[1, 0.5]]),
        ([], []),
        (5, np.array(5.0)),
    ],
    ids=["nan", "none", "na", "inf", "boolean", "boolean objects", "mixed", "nothing", "scalar"],
)
def test_equal_values(value: object, reference: object) -> None:
    check_values(value, reference, name="x")


@given(ARRAYS)
def test_values_equal_themselves(array: np.ndarray) -> None:
    check_values(array, array, name="x")
    check_values(array.tolist(), array, name="x")
    check_values(array.astype("longdouble"), array, name="x")


@given(ARRAYS, ARRAYS)
def test_values_are_compared_both_ways(one: np.ndarray, other: np.ndarray) -> None:
    assert equal(one, other, rtol=0) == equal(other, one, rtol=0)


@given(ARRAYS, st.data())
def test_one_wrong_value_is_found(array: np.ndarray, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, array.size - 1))
    wrong = array.copy()
    wrong.flat[index] += 1 + abs(wrong.flat[index])
    assert "1 of" in failure(check_values, wrong, array, name="x")


def equal(one: object, other: object, **options: float) -> bool:
    try:
        check_values(one, other, name="x", **options)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("reference", [None, "abc", {"secret"}, [["secret"], []]], ids=str)
def test_unusable_reference_is_not_shown(reference: object) -> None:
    message = failure(check_values, [1, 2], reference, name="x", secret="secret")
    assert message.startswith("what `x` is compared with")


@pytest.mark.parametrize(
    ("value", "shape", "got"),
    [
        ([1, 2], (3,), "(2,)"),
        ([[1, 2]], (2,), "(1, 2)"),
        (5, (1,), "()"),
        ([5], (), "(1,)"),
        ([], (1,), "(0,)"),
        (np.zeros((2, 0)), (2, None, None), "(2, 0)"),
        (pd.DataFrame({"a": ["x"]}), (None, 2), "(1, 1)"),
    ],
    ids=["length", "axes", "number", "no axis", "nothing", "axis missing", "table"],
)
def test_wrong_shape(value: object, shape: tuple[int | None, ...], got: str) -> None:
    message = failure(check_shape, value, shape, name="x")
    assert message.startswith("the shape of `x`: expected (")
    assert message.endswith(f", got {got}.")
    secret = failure(check_shape, value, shape, name="x", expected="a row per day")
    assert secret == f"the shape of `x`: expected a row per day, got {got}."


@pytest.mark.parametrize(
    "value",
    [pd.DataFrame({"a": ["x", "y"]}), pd.DataFrame({"a": pd.date_range("2000", periods=2)})],
    ids=["text", "dates"],
)
def test_tables_have_a_shape_whatever_they_hold(value: pd.DataFrame) -> None:
    check_shape(value, (2, 1), name="x")
    check_shape(value["a"], (2,), name="x")
    check_shape(value.index, (2,), name="x")


@pytest.mark.parametrize(
    "value",
    ["ab", ["a", "b"], None, {1, 2}, object()],
    ids=["text", "texts", "none", "set", "object"],
)
def test_nothing_else_but_numbers_has_a_shape(value: object) -> None:
    assert "`x`" in failure(check_shape, value, (2,), name="x")


KINDS = {
    "float": ([1.5], np.float16(1), pd.Series([1.0, None])),
    "integer": ([1], np.uint8(1), pd.Series([1, 2], dtype="Int64"), 3),
    "boolean": ([True], np.bool_(True), pd.Series([True], dtype="boolean"), True),
}


@pytest.mark.parametrize("kind", [*KINDS, "number"])
def test_dtype(kind: Any) -> None:
    for family, values in KINDS.items():
        for value in values:
            if family == kind or (kind == "number" and family != "boolean"):
                check_dtype(value, kind, name="x")
            else:
                assert "the type of `x`" in failure(check_dtype, value, kind, name="x")


@pytest.mark.parametrize("value", [[], np.empty((3, 0)), pd.DataFrame()], ids=str)
def test_nothing_has_no_property(value: object) -> None:
    failure(check_dtype, value, "float", name="x")
    failure(check_finite, value, name="x")
    failure(check_between, value, 0, 1, name="x")
    failure(check_row_sums, value, name="x")


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, None])
def test_not_finite(bad: object) -> None:
    assert "`x`" in failure(check_finite, [1.0, bad], name="x")
    assert "`x`" in failure(check_between, [0.5, bad], 0, 1, name="x", remedy="Look.")


@pytest.mark.parametrize("value", [0, 1, [0.0, 1.0], 1 + 1e-7, True], ids=str)
def test_between(value: object) -> None:
    check_between(value, 0, 1, name="x")


@pytest.mark.parametrize("value", [-0.1, 1.1, [0.5, 255], "0.5"], ids=str)
def test_not_between(value: object) -> None:
    assert "`x`" in failure(check_between, value, 0, 1, name="x")


@pytest.mark.parametrize(
    "value",
    [
        [[0.25, 0.75], [1, 0]],
        np.array([[0.1, 0.9]], dtype="float16"),
        pd.DataFrame([[True, False]]),
        [[0.50001, 0.5]],
    ],
    ids=["list", "float16", "one-hot", "rounded"],
)
def test_row_sums(value: object) -> None:
    check_row_sums(value, name="x")


@pytest.mark.parametrize(
    "value",
    [
        [[0.5, 0.4]],
        [[1, 0], [0, 2]],
        [0.5, 0.5],
        1.0,
        [[math.nan, 1.0]],
        [[math.inf, -math.inf]],
        [["1"]],
    ],
    ids=["less", "second row", "one row", "number", "nan", "infinity", "text"],
)
def test_wrong_row_sums(value: object) -> None:
    assert "`x`" in failure(check_row_sums, value, name="x")


SPECIES = ["Adelie", "Gentoo", "Adelie"]
LABELS = {
    "list": SPECIES,
    "tuple": tuple(SPECIES),
    "array": np.array(SPECIES),
    "object array": np.array(SPECIES, dtype=object),
    "column": np.array(SPECIES).reshape(-1, 1),
    "series": pd.Series(SPECIES, index=[5, 5, 6]),
    "object series": pd.Series(SPECIES, dtype=object),
    "categories": pd.Series(SPECIES, dtype="category"),
    "table": pd.DataFrame({"species": SPECIES}),
    "index": pd.Index(SPECIES),
    "pandas array": pd.array(SPECIES),
}
NO_LABELS = {
    "another label": ["Adelie", "Gentoo", "Gentoo"],
    "order": ["Gentoo", "Adelie", "Adelie"],
    "case": ["adelie", "Gentoo", "Adelie"],
    "shorter": SPECIES[:2],
    "longer": [*SPECIES, "Adelie"],
    "numbers": [0, 1, 0],
    "one-hot": [[1, 0], [0, 1], [1, 0]],
    "square": [["Adelie", "Gentoo"], ["Adelie", "Gentoo"]],
    "two columns": pd.DataFrame({"a": SPECIES, "b": SPECIES}),
    "missing": ["Adelie", None, "Adelie"],
    "nan": pd.Series(["Adelie", None, "Adelie"]),
    "text": "Adelie",
    "set": set(SPECIES),
    "dictionary": dict.fromkeys(SPECIES, 1),
    "bytes": [b"Adelie", b"Gentoo", b"Adelie"],
    "generator": (label for label in SPECIES),
    "nothing": [],
    "none": None,
}


@pytest.mark.parametrize("value", LABELS.values(), ids=LABELS)
def test_labels(value: Any) -> None:
    check_labels(value, SPECIES, name="species")
    check_labels(SPECIES, value, name="species")


@pytest.mark.parametrize("value", NO_LABELS.values(), ids=NO_LABELS)
def test_wrong_labels(value: object) -> None:
    message = failure(check_labels, value, SPECIES, name="species", secret="3, got")
    assert "`species`" in message


def test_square_of_labels_is_no_row() -> None:
    square = [["a", "b"], ["c", "d"]]
    failure(check_labels, square, ["a", "b", "c", "d"], name="x")


def test_tensors(keras: ModuleType) -> None:
    import tensorflow as tf

    tensors = [
        tf.constant(GRID),
        tf.Variable(GRID),
        keras.Variable(GRID),
        keras.ops.convert_to_tensor(GRID),
        tf.constant(GRID, dtype=tf.bfloat16),
        [tf.constant(row) for row in GRID],
    ]
    for tensor in tensors:
        check_values(tensor, GRID, name="grid")
        check_shape(tensor, (3, 2), name="grid")
        check_dtype(tensor, "float", name="grid")
    check_number(tf.constant(6.25), 6.25, name="cost")
    check_number(keras.Variable([6.25]), 6.25, name="cost")
    for no_grid in [
        keras.KerasTensor((3, 2)),
        tf.constant([["a"]]),
        tf.ragged.constant([[1], [1, 2]]),
        tf.data.Dataset.from_tensors(GRID),
        tf.sparse.from_dense(GRID),
    ]:
        failure(check_values, no_grid, GRID, name="grid")
