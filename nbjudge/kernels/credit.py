"""The points that a test cell gives by ending in a number, as nbgrader has it."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Real

_TOLERANCE = 1e-9


def credit(value: object, points: float) -> float:
    """The points of a test cell that ended without an error and shows this value.

    A real number from 0 to `points` is partial credit; a sum such as 0.1 + 0.2 may miss the
    maximum by as little as floating point does. Anything else says nothing about points: a text,
    a table, a truth value, a number that can't be points.
    """
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        return points
    number = float(value)
    if math.isclose(number, points, rel_tol=_TOLERANCE) or not 0 <= number <= points:
        return points
    return number
