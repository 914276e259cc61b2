"""Bounds for the chance of values beyond a limit, against tables and independent formulas."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from nbjudge.audit.tolerance import chance_above, chance_below, chance_beyond, scale_of


def standard(n: int, seed: int = 0) -> np.ndarray:
    """Normal numbers whose mean is 0 and whose standard deviation is 1, to the last digit."""
    drawn = np.random.default_rng(seed).normal(size=n)
    return np.asarray((drawn - drawn.mean()) / drawn.std(ddof=1))


# One-sided tolerance factors at 95 % confidence, from the tables of ISO 16269-6 and NIST.
FACTORS = [
    (10, 0.10, 2.355),
    (10, 0.05, 2.911),
    (10, 0.01, 3.981),
    (30, 0.10, 1.777),
    (30, 0.05, 2.220),
    (30, 0.01, 3.064),
    (100, 0.01, 2.684),
]


@pytest.mark.parametrize(("n", "share", "factor"), FACTORS)
def test_bound_is_that_of_the_tables(n: int, share: float, factor: float) -> None:
    sample = list(5 + 0.25 * standard(n))
    assert chance_below(sample, 5 - 0.25 * factor) == pytest.approx(share, rel=5e-3)
    assert chance_above(sample, 5 + 0.25 * factor) == pytest.approx(share, rel=5e-3)


def test_bound_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    truth = 0.5 * math.erfc(2.5 / math.sqrt(2))
    covered = [chance_below(list(rng.normal(size=20)), -2.5) >= truth for _ in range(400)]
    assert 0.92 <= np.mean(covered) <= 0.98


@pytest.mark.parametrize("exponent", [-2, 3])
def test_bound_on_the_scale_of_a_power(exponent: int) -> None:
    """It grows with the values, whatever the exponent."""
    normal = 5 + standard(30)
    ends = 5 - 3.064, 5 + 3.064
    low, high = (end ** (1 / exponent) for end in (ends if exponent > 0 else ends[::-1]))
    values = list(normal ** (1 / exponent))
    assert chance_below(values, low, f"power {exponent}") == pytest.approx(0.01, rel=5e-3)
    assert chance_above(values, high, f"power {exponent}") == pytest.approx(0.01, rel=5e-3)


@pytest.mark.parametrize("scale", ["log", "logit"])
def test_bound_on_another_scale(scale: str) -> None:
    normal = standard(30) / 5
    values, limit = np.exp(normal), math.exp(-3.064 / 5)
    if scale == "logit":
        values, limit = 1 / (1 + 1 / values), 1 / (1 + 1 / limit)
    assert chance_below(list(values), limit, scale) == pytest.approx(0.01, rel=5e-3)
    other = [1 - value for value in values] if scale == "logit" else [1 / value for value in values]
    beyond = 1 - limit if scale == "logit" else 1 / limit
    assert chance_above(other, beyond, scale) == pytest.approx(0.01, rel=5e-3)


def test_values_that_are_all_the_same_have_no_chance() -> None:
    assert chance_below([0.7] * 5, 0.69) == 0
    assert chance_below([0.7] * 5, 0.71) == 1
    assert chance_above([0.7] * 5, 0.71) == 0
    assert chance_above([0.7, 0.7 + 1e-16, 0.7], 0.71) == 0


def test_limits_that_are_far_away() -> None:
    sample = list(standard(12))
    assert chance_below(sample, -1e9) == 0
    assert chance_below(sample, 1e9) == 1


@pytest.mark.parametrize(
    ("scale", "below", "above"),
    [("log", 0, 1), ("logit", 0, 1), ("logit", 1, 0), ("power -1", 0, 1), ("power 2", -1, 1)],
)
def test_limits_where_a_scale_ends(scale: str, below: float, above: float) -> None:
    """All values are on one side of them."""
    sample, limit = [0.2, 0.3, 0.25], float(below)
    assert chance_below(sample, limit, scale) == max(below, 0)
    assert chance_above(sample, limit, scale) == above


@pytest.mark.parametrize(
    ("scale", "values"),
    [
        ("linear", lambda normal: normal),
        ("log", lambda normal: np.exp(2 * normal)),
        ("logit", lambda normal: 1 / (1 + np.exp(-3 * normal))),
        ("power -2", lambda normal: (0.01 + normal - normal.min()) ** -0.5),
        ("power 3", lambda normal: np.cbrt(0.01 + normal - normal.min())),
    ],
)
def test_scale_on_which_a_sample_is_normal(
    scale: str, values: Callable[[np.ndarray], np.ndarray]
) -> None:
    assert scale_of(list(values(standard(60)))) == scale


def test_sample_that_is_normal_on_no_scale() -> None:
    normal = standard(60)
    assert scale_of([*(normal / 20), *(3 + normal / 20)]) is None
    assert scale_of([1.0] * 9) is not None


def test_a_long_tail_away_from_the_limit_says_nothing() -> None:
    """The other half is worth half of the sample, so that the bound is wider."""
    normal = standard(400, 1)
    tailed = [float(value if value < 0 else 40 * value**3) for value in normal]
    assert scale_of(tailed) is None
    chance = chance_beyond(tailed, -3.0, below=True)
    assert chance_below(list(normal), -3.0) < chance < 0.01
    assert chance_beyond([-value for value in tailed], 3.0, below=False) == pytest.approx(chance)
    assert chance_beyond(tailed, 1000.0, below=False) == 1


def test_two_heaps_have_no_known_chance() -> None:
    normal = standard(60)
    heaps = [*(normal / 20), *(3 + normal / 20)]
    assert chance_beyond(heaps, -100.0, below=True) == 1
    assert chance_beyond(list(normal), -3.0, below=True) == chance_below(list(normal), -3.0)


def test_shares_of_a_few_things_are_tested_as_rounded_ones() -> None:
    rng = np.random.default_rng(3)
    shares = list(np.round(rng.normal(0.9, 0.01, 40) * 69) / 69)
    assert len(set(shares)) < 10
    assert scale_of(shares) is not None
    assert scale_of([0.9] * 39 + [0.1]) is None
