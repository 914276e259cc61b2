"""How likely values beyond a limit are, from a sample of them, with a bound for what it may miss.

The method is that of one-sided tolerance limits of the normal distribution: Owen, "Factors for
one-sided tolerance limits", Sandia Monograph SCR-607 (1963); ISO 16269-6. Shares and losses are
seldom normal as they are, so each sample is taken on the scale on which it is closest to that, by
the test of Shapiro and Wilk (Biometrika 52, 1965): as it is, as logarithm or as logit; where that
test rejects all three, as one of the powers of Box and Cox (Journal of the Royal Statistical
Society B 26, 1964). What comes in steps, such as a share of few things, is tested as if it had been
rounded to them. Where it is normal on no scale, only what is on the limit's side of the median
counts, as if the other side were its mirror image: a long tail away from the limit says nothing.

No sample of this size says more than that without a distribution: where none of 40 values is beyond
a limit, the bound that holds for any is 7 %.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

import numpy as np
from scipy import optimize, stats

CONFIDENCE = 0.95
# Below that, a scale does not make a sample normal.
_LEAST_P = 0.01
# Numbers that are the same but for rounding; standard deviations after which nothing is left.
_SAME, _FAR = 1e-12, 12
_POINTS = 2_000
# So many steps neighbours may be apart; how far from a whole number a number of steps may be.
_MOST_APART, _INTEGER = 3, 0.05


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf


def _logit(value: float) -> float:
    return _log(value) - _log(1 - value)


def _power(value: float, exponent: int) -> float:
    """A power that grows with the value, whatever the exponent."""
    if value > 0:
        return (float(value) ** exponent - 1) / exponent
    return -1 / exponent if value == 0 and exponent > 0 else -math.inf


_Scales = Mapping[str, Callable[[float], float]]
_USUAL: _Scales = {"linear": float, "log": _log, "logit": _logit}
_POWERS: _Scales = {
    f"power {number}": partial(_power, exponent=number) for number in (-3, -2, -1, 2, 3)
}
_SCALES = {**_USUAL, **_POWERS}


def chance_beyond(sample: Sequence[float], limit: float, *, below: bool) -> float:
    """The upper bound, at 95 % confidence, for the chance of a value below a limit, or above it.

    1 where the sample is of no known distribution. See `chance_below`.
    """
    if scale := scale_of(sample):
        return (chance_below if below else chance_above)(sample, limit, scale)
    sign = 1 if below else -1
    for scaled in _USUAL.values():
        values = [sign * scaled(value) for value in sample]
        if _chance_of_normal(mirrored := _mirrored(values)) >= _LEAST_P:
            return _chance_below(mirrored, sign * scaled(limit), len(mirrored) // 2)
    return 1.0


def scale_of(sample: Sequence[float]) -> str | None:
    """The scale on which a sample may be normal; None if there is none.

    One whose values are all the same is normal on any.
    """
    return _scale_of(tuple(sample))


@lru_cache(maxsize=1024)
def _scale_of(sample: tuple[float, ...]) -> str | None:
    unrounded = _unrounded(sample)
    for scales in (_USUAL, _POWERS):
        chances = {
            name: _chance_of_normal([scale(value) for value in unrounded])
            for name, scale in scales.items()
        }
        best = max(chances, key=lambda name: chances[name])
        if chances[best] >= _LEAST_P:
            return best
    return None


def _mirrored(values: Sequence[float]) -> list[float]:
    """The lower half of a sample, and its mirror image at the median."""
    middle = float(np.median(values))
    half = [value for value in values if value <= middle]
    return [*half, *(2 * middle - value for value in half)]


def _chance_of_normal(values: Sequence[float]) -> float:
    """The p of a sample, if it is one of a normal distribution."""
    if not np.isfinite(values).all():
        return 0.0
    if np.ptp(values) <= _SAME * np.abs(values).max():
        return 1.0
    return float(stats.shapiro(values).pvalue)


def _unrounded(sample: Sequence[float]) -> Sequence[float]:
    """The values, spread evenly over the width of a step where they are multiples of one."""
    different = np.unique(sample)
    if not 1 < len(different) <= len(sample) / 2:
        return sample
    for parts in range(1, _MOST_APART + 1):
        step = float(np.diff(different).min()) / parts
        if np.abs(different / step - np.round(different / step)).max() < _INTEGER:
            spread = np.random.default_rng(0).uniform(-step / 2, step / 2, len(sample))
            return [float(value) for value in np.asarray(sample) + spread]
    return sample


def chance_below(sample: Sequence[float], limit: float, scale: str = "linear") -> float:
    """The upper bound, at the confidence of 95 %, for the chance of a value below a limit.

    The sample is one of a normal distribution on that scale. Of values that are all the same, there
    is no chance: 0, or 1 if they are below.
    """
    return _chance_below([_SCALES[scale](value) for value in sample], _SCALES[scale](limit))


def chance_above(sample: Sequence[float], limit: float, scale: str = "linear") -> float:
    """The same for the chance of a value above a limit."""
    return _chance_below([-_SCALES[scale](value) for value in sample], -_SCALES[scale](limit))


def _chance_below(sample: Sequence[float], at: float, n: int | None = None) -> float:
    """The bound for a sample of a normal distribution, or one that is worth `n` values."""
    values = np.array(sample)
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    n = n or len(values)
    middle = float(values.mean())
    if spread <= _SAME * abs(middle) or abs(middle - at) > _FAR * spread:
        return float(middle < at)
    distance = math.sqrt(n) * (middle - at) / spread
    # The distribution function of the noncentral t, as a mean over that of chi: SciPy's own is NaN
    # in places.
    ratios = np.sqrt(stats.chi2.ppf((np.arange(_POINTS) + 0.5) / _POINTS, n - 1) / (n - 1))

    def excess(noncentrality: float) -> float:
        below = stats.norm.cdf(distance * ratios - noncentrality)
        return float(np.mean(below)) - CONFIDENCE

    ends = distance * ratios[[0, -1]]
    found = optimize.brentq(excess, ends.min() - _FAR, ends.max() + _FAR)
    return float(stats.norm.sf(found / math.sqrt(n)))
