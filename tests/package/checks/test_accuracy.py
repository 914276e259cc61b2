"""The check of how many predictions are right."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbjudge.checks import check_accuracy

from .failing import failure

CLASSES = np.array([0, 2, 1, 1, 2])
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]
NAMES = [SPECIES[index] for index in CLASSES]
ONE_HOT = np.eye(3)[CLASSES]
ROWS = 0.7 * ONE_HOT + 0.1

# What knows the classes by name, by number, or by both.
NAMED: dict[str, Any] = {
    "texts": NAMES,
    "array of texts": np.array(NAMES),
    "series": pd.Series(NAMES, index=[9, 3, 3, 1, 0]),
    "categories": pd.Series(NAMES, dtype="category"),
    "column of texts": pd.DataFrame({"species": NAMES}),
}
NUMBERED: dict[str, Any] = {
    "numbers": CLASSES.tolist(),
    "array": CLASSES,
    "floats": CLASSES.astype("float32"),
    "column": CLASSES.reshape(-1, 1),
    "series of numbers": pd.Series(CLASSES, index=[9, 3, 3, 1, 0]),
    "nullable": pd.Series(CLASSES, dtype="Int64"),
    "one-hot": ONE_HOT,
    "one-hot booleans": ONE_HOT.astype(bool),
    "one-hot lists": ONE_HOT.tolist(),
    "probabilities": ROWS.astype("float32"),
    "logits": np.log(ROWS),
    "nameless table": pd.DataFrame(ROWS),
}
BOTH: dict[str, Any] = {
    "table": pd.DataFrame(ROWS, columns=SPECIES),
    "dummies": pd.get_dummies(pd.Series(NAMES)),
}
MIXED = {"reordered table": pd.DataFrame(ROWS, columns=SPECIES)[SPECIES[::-1]]}
PAIRS = [
    *((one, other) for one in NAMED | BOTH | MIXED for other in NAMED | BOTH | MIXED),
    *((one, other) for one in NUMBERED | BOTH for other in NUMBERED | BOTH),
]
ALL = NAMED | NUMBERED | BOTH | MIXED


@pytest.mark.parametrize(("predictions", "labels"), PAIRS)
def test_accuracy(predictions: str, labels: str) -> None:
    check_accuracy(ALL[predictions], ALL[labels], at_least=1.0)


@pytest.mark.parametrize("name", ALL)
def test_too_few_right_predictions(name: str) -> None:
    right = ALL[name]
    shifted = right[1:] + right[:1] if isinstance(right, list) else rolled(right)
    message = failure(
        check_accuracy, shifted, right, at_least=0.4, name="the accuracy on the test set"
    )
    assert message == "the accuracy on the test set: expected at least 0.4, got 0.200."


def rolled(rows: Any) -> Any:
    order = np.roll(np.arange(len(rows)), -1)
    return rows[order] if isinstance(rows, np.ndarray) else rows.iloc[order]


@pytest.mark.parametrize("labels", [[0, 1, 1, 0], [0.0, 1.0, 1.0, 0.0], [False, True, True, False]])
@pytest.mark.parametrize("shape", [(-1,), (-1, 1)], ids=["row", "column"])
def test_single_probabilities_are_rounded(labels: list[float], shape: tuple[int, ...]) -> None:
    predictions = np.array([0.2, 0.9, 0.51, 0.5], dtype="float32").reshape(shape)
    check_accuracy(predictions, labels, at_least=1.0)
    check_accuracy(predictions, np.reshape(labels, shape), at_least=1.0)
    failure(check_accuracy, 1 - predictions, labels, at_least=0.5)


@pytest.mark.parametrize(
    ("predictions", "labels"),
    [([0.9, 0.2, 1.7], [1, 0, 2]), ([0.9, 3.0], [1, 0]), ([0.6, 0.4], [0.6, 0.2])],
    ids=["three classes", "logits", "not classes"],
)
def test_other_fractions_are_not_rounded(predictions: list[float], labels: list[float]) -> None:
    failure(check_accuracy, predictions, labels, at_least=0.6)


@pytest.mark.parametrize(
    "empty", [[], np.empty((0, 3)), pd.DataFrame(), pd.Series(dtype="str")], ids=str
)
def test_accuracy_of_nothing(empty: Any) -> None:
    failure(check_accuracy, empty, empty, at_least=0.0)
    failure(check_accuracy, empty, CLASSES, at_least=0.0)
    failure(check_accuracy, CLASSES, empty, at_least=0.0)


@pytest.mark.parametrize(
    "predictions",
    [
        None,
        "Adelie",
        5,
        CLASSES[:4],
        [*CLASSES, 0],
        np.full((5, 3), np.nan),
        np.where(ONE_HOT == 1, np.nan, 0.0),
        [0, 2, 1, 1, math.nan],
        [*NAMES[:4], None],
        NAMES,
        np.zeros((5, 3, 2)),
        np.zeros((3, 5)),
        [[0, 1], [1]],
        {"a": 1},
        list("02112"),
    ],
    ids=[
        "none",
        "text",
        "number",
        "shorter",
        "longer",
        "nan",
        "nan in its place",
        "missing number",
        "missing text",
        "names for numbers",
        "three axes",
        "transposed",
        "ragged",
        "dictionary",
        "digits",
    ],
)
def test_no_predictions(predictions: Any) -> None:
    failure(check_accuracy, predictions, CLASSES, at_least=0.0)


def test_names_that_no_label_has() -> None:
    message = failure(check_accuracy, ["a"] * 5, NAMES, at_least=0.0, secret="Gentoo")
    assert message.startswith(
        "the accuracy: expected predictions that name the classes as the labels"
    )


@given(st.lists(st.integers(0, 3), min_size=1), st.data())
def test_accuracy_is_the_share_of_right_predictions(labels: list[int], data: st.DataObject) -> None:
    same = st.lists(st.integers(0, 3), min_size=len(labels), max_size=len(labels))
    predictions = data.draw(same)
    share = np.mean([one == other for one, other in zip(predictions, labels, strict=True)])
    for one in (predictions, np.eye(4)[predictions], pd.DataFrame(np.eye(4)[predictions])):
        check_accuracy(one, labels, at_least=share)
        failure(check_accuracy, one, labels, at_least=share + 0.01)
