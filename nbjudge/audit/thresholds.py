"""Thresholds that chance has a part in: chosen by calibration, and kept with all they rest on.

`thresholds.toml` is written by `nbjudge calibrate` alone. A limit stands between the values of
right answers and those of known wrong ones, over many seeds: at most one right answer in a thousand
may fail it, and one wrong one in a hundred pass, both as upper bounds (`nbjudge.audit.tolerance`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nbjudge.audit.listed import load_listed
from nbjudge.audit.tolerance import chance_beyond

FILE = "thresholds.toml"
# With fewer values a bound says nothing.
LEAST_SEEDS = 10
MOST_FAILING, MOST_PASSING = 1e-3, 1e-2
_HEAD = """\
# Thresholds of hidden tests, with the chances that rest on them. Written by `nbjudge calibrate`,
# and held by `nbjudge audit` to what it finds: to change one, change the test and calibrate anew.
"""


@dataclass(frozen=True)
class Place:
    """Where a threshold stands: `what` a test cell compares with it, on which data."""

    notebook: str
    cell: str
    what: str
    is_least: bool
    data: str = ""


@dataclass(frozen=True)
class Threshold:
    """A threshold and what it rests on: values of the reference, and of wrong answers, by seed.

    `fails` is the bound for the chance that a right answer fails, `passes` the largest of those
    that a wrong one passes. They are 1 where the values follow no distribution that is known.
    """

    place: Place
    limit: float
    fails: float
    passes: float
    right: Sequence[float]
    wrong: Mapping[str, Sequence[float]] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether both chances are as small as they have to be."""
        return self.fails <= MOST_FAILING and self.passes <= MOST_PASSING


def judged(
    place: Place,
    limit: float,
    right: Sequence[float],
    wrong: Mapping[str, Sequence[float]],
    versions: Mapping[str, str],
) -> Threshold:
    """A threshold of this limit, with the chances that follow from the values."""
    fails = chance_beyond(right, limit, below=place.is_least)
    passing = (chance_beyond(values, limit, below=not place.is_least) for values in wrong.values())
    return Threshold(place, limit, fails, max(passing, default=0.0), right, wrong, versions)


def chosen(
    place: Place,
    right: Sequence[float],
    wrong: Mapping[str, Sequence[float]],
    versions: Mapping[str, str],
) -> Threshold | None:
    """The threshold that keeps right and wrong values apart best; None if none keeps them apart.

    Of limits of two digits between them, it is the one whose chances have the largest room; where
    there are no wrong ones, the strictest that right ones reach.
    """
    ends = [*right, *(value for values in wrong.values() for value in values)]
    low, high = min(ends), max(ends)
    if not wrong:
        low, high = low - (high - low), high + (high - low)
    tried = (judged(place, limit, right, wrong, versions) for limit in _limits(low, high))
    holding = [one for one in tried if one.holds]
    return max(holding, key=_room if wrong else lambda one: one.fails, default=None)


def load_thresholds(folder: Path) -> list[Threshold]:
    """The calibrated thresholds of a course; none where there is no file of them."""
    form = "what `nbjudge calibrate` writes"
    return load_listed(folder / FILE, "threshold", _threshold, form)


def _threshold(row: dict[str, Any]) -> Threshold:
    row["right"] = [float(value) for value in row["right"]]
    if len(row["right"]) < LEAST_SEEDS:
        raise ValueError(f"{len(row['right'])} values in `right`")
    return Threshold(Place(**row.pop("place")), **row)


def thresholds_text(thresholds: Iterable[Threshold]) -> str:
    """The file of these thresholds."""
    parts = [_HEAD]
    for one in sorted(thresholds, key=lambda one: tuple(map(str, asdict(one.place).values()))):
        lines = ["[[threshold]]"]
        for key, value in asdict(one).items():
            lines.append(f"{key} = {_toml(value)}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _limits(low: float, high: float) -> list[float]:
    """Numbers of two digits from the one to the other, at least a hundred if they are apart."""
    if not high > low:
        return []
    step = 10.0 ** math.floor(math.log10((high - low) / 20))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(number * step, 12) for number in range(first, last + 1)]


def _room(one: Threshold) -> float:
    """How far the chances are from what they may be, the nearer of the two."""
    pairs = (one.fails, MOST_FAILING), (one.passes, MOST_PASSING)
    return min(math.log(most / max(chance, 1e-12)) for chance, most in pairs)


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, float):
        return repr(float(f"{value:.6g}"))
    return json.dumps(value, ensure_ascii=False)
