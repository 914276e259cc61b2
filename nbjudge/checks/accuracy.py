"""A check of how many predictions are right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from nbjudge.checks.arrays import Array, as_array, as_labels, check_finite
from nbjudge.checks.foreign import classes, plain
from nbjudge.checks.tables import as_table
from nbjudge.checks.thresholds import check_threshold
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed


@dataclass(frozen=True)
class Classes:
    """One class per sample: by name if it has one, by number if it has one, or both.

    The number of a row of probabilities is the column of its maximum, or the name of that column
    if it is a number itself.
    """

    names: list[str] | None
    numbers: Array | None


def check_accuracy(
    predictions: object,
    labels: object,
    *,
    at_least: float,
    name: str = "the accuracy",
    remedy: str = "",
) -> None:
    """Checks the share of right predictions, from 0 to 1.

    Predictions and labels may be classes (numbers or text), one-hot rows or probabilities; a
    table's columns name its classes. Where the labels are 0 and 1, single probabilities count
    as 1 above one half. Without learning, the share of the most frequent label comes.
    """
    got, right = as_classes(predictions, "predictions"), as_classes(labels, "labels")
    if got.names and right.names and set(got.names) & set(right.names):
        one, other = np.array(got.names, dtype=object), np.array(right.names, dtype=object)
    elif got.numbers is not None and right.numbers is not None:
        one, other = got.numbers, right.numbers
        if set(other) <= {0, 1} and one.min() >= 0 and one.max() <= 1:
            one = one > 0.5
    else:
        expected = "predictions that name the classes as the labels do"
        raise CheckFailed(name, expected, show(predictions), remedy)
    if len(one) != len(other):
        raise CheckFailed(name, f"{len(other)} predictions", str(len(one)), remedy)
    accuracy = float(np.mean(one == other))
    most_frequent = max(Counter(other.tolist()).values()) / len(other)
    check_threshold(accuracy, at_least=at_least, chance=most_frequent, name=name, remedy=remedy)


def as_classes(value: object, name: str) -> Classes:
    """One class per sample, from classes, one-hot rows or probabilities."""
    try:
        labels = as_labels(value, name)
    except CheckFailed:
        return _of_numbers(value, name)
    if not labels:
        raise CheckFailed(code(name), "at least one class", "none")
    return Classes(labels, None)


def _of_numbers(value: object, name: str) -> Classes:
    array = as_array(value, name).astype(float)
    check_finite(array, name=name)
    if array.ndim == 1 or (array.ndim == 2 and array.shape[1] == 1):
        return Classes(None, array.reshape(-1))
    if array.ndim != 2:
        expected = "one class, or one row of probabilities, per sample"
        raise CheckFailed(code(name), expected, show(value))
    best = array.argmax(axis=1)
    if not isinstance(value, classes("pandas", "DataFrame")):
        return Classes(None, best)
    columns = [plain(column) for column in as_table(value, name).columns]
    if all(isinstance(column, int | float) for column in columns):
        return Classes(None, np.array(columns)[best])
    return Classes([str(columns[index]) for index in best], best)
