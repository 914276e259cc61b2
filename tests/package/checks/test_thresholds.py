"""A check against a number that chance has a part in."""

from __future__ import annotations

import math

import pytest

from nbjudge.checks import check_accuracy, check_threshold
from nbjudge.checks.thresholds import Measured, take_measured

from .failing import failure


def test_threshold() -> None:
    check_threshold(0.5, at_least=0.5, name="the share")
    check_threshold(0.5, at_most=0.5, name="the share")
    check_threshold(0.5, at_least=0.4, at_most=0.6, name="the share")
    message = failure(check_threshold, 0.47123, at_least=0.5, name="the share", remedy="Train.")
    assert message == "the share: expected at least 0.5, got 0.471. Train."
    message = failure(check_threshold, 0.6, at_most=0.5, name="the share")
    assert message == "the share: expected at most 0.5, got 0.600."


@pytest.mark.parametrize("at_most", [None, math.inf])
def test_no_threshold(at_most: float | None) -> None:
    take_measured()
    check_threshold(1e9, at_most=at_most, name="the loss")
    assert take_measured() == []


def test_no_number_is_beyond_any_threshold() -> None:
    failure(check_threshold, math.nan, at_least=0, name="the share")
    failure(check_threshold, math.nan, at_most=9, name="the share")


def test_what_was_measured_can_be_taken_once() -> None:
    take_measured()
    check_threshold(0.75, at_least=0.5, name="the share")
    failure(check_accuracy, [0, 1, 1], [1, 1, 1], at_least=0.9, name="the accuracy")
    assert take_measured() == [
        Measured("the share", 0.75, 0.5, True),
        Measured("the accuracy", 2 / 3, 0.9, True, chance=1.0),
    ]
    assert take_measured() == []


def test_limits_that_are_no_better_than_chance() -> None:
    take_measured()
    labels = [0, 0, 0, 1, 2]
    for at_least in (0.6, 0.61):
        check_accuracy(labels, labels, at_least=at_least)
    for at_most in (1.5, 1.4):
        check_threshold(1.0, at_most=at_most, chance=1.5, name="the loss")
    assert [one.is_at_chance for one in take_measured()] == [True, False, True, False]
