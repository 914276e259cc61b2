"""A check against a number that chance has a part in, such as an accuracy after a training."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nbjudge.checks.arrays import as_array
from nbjudge.checks.wording import show
from nbjudge.errors import CheckFailed


@dataclass(frozen=True)
class Measured:
    """A value that was compared with a threshold: `what` it is, and the least or the most allowed.

    Right ones are above `limit` where `is_least`, and below it elsewhere. `chance` is what comes
    without learning anything, if that is known.
    """

    what: str
    value: float
    limit: float
    is_least: bool
    chance: float | None = None

    @property
    def is_at_chance(self) -> bool:
        """Whether the limit is reached by what has learned nothing."""
        if self.chance is None:
            return False
        return self.limit <= self.chance if self.is_least else self.limit >= self.chance


# What has been measured since somebody last looked: `nbjudge calibrate` chooses limits by it.
_measured: list[Measured] = []


def check_threshold(
    value: object,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
    chance: float | None = None,
    name: str,
    remedy: str = "",
) -> None:
    """Checks a value that changes from seed to seed, against a limit with room for that.

    `name` says what is measured. `nbjudge calibrate` finds a limit that right answers reach, and
    wrong ones don't, whatever the seed. No limit, or an infinite one, is none. `chance` is the
    value of a model that has learned nothing: `nbjudge audit` finds limits that are no better.
    """
    number = as_array(value, name).astype(float)
    if number.size != 1:
        raise CheckFailed(name, "one number", show(value), remedy)
    reached = float(number.reshape(()))
    for limit, is_least in ((at_least, True), (at_most, False)):
        if limit is None or math.isinf(limit):
            continue
        _measured.append(Measured(name, reached, float(limit), is_least, chance))
        if not (reached >= limit if is_least else reached <= limit):
            told = f"at {'least' if is_least else 'most'} {limit:g}"
            got = f"{reached:.3f}" if abs(reached) < 1 else f"{reached:.4g}"
            raise CheckFailed(name, told, got, remedy)


def take_measured() -> list[Measured]:
    """What has been measured since the last call."""
    taken = list(_measured)
    _measured.clear()
    return taken
