"""A threshold as a figure: the values of right and wrong answers along one axis, and the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nbjudge.audit.thresholds import Threshold

# Of the figure, in its own units, and the room at both ends of the axis.
WIDTH, ROW, _MARGIN = 600, 30, 24


@dataclass(frozen=True)
class Row:
    """The values of one answer: its name, where they stand, and whether they should pass."""

    name: str
    places: Sequence[float]
    right: bool


@dataclass(frozen=True)
class Strip:
    """The figure of a threshold, with places in its own units; the axis has two labelled ends."""

    threshold: Threshold
    rows: Sequence[Row]
    limit: float
    ends: Sequence[tuple[float, str]]
    width: int
    row: int
    height: int


def threshold_strip(threshold: Threshold) -> Strip:
    """Where everything stands in the figure of a threshold, right answers above wrong ones."""
    samples = {"reference": threshold.right, **threshold.wrong}
    values = [threshold.limit, *(value for sample in samples.values() for value in sample)]
    low, high = min(values), max(values)
    span = high - low or 1.0

    def place(value: float) -> float:
        return round(_MARGIN + (WIDTH - 2 * _MARGIN) * (value - low) / span, 1)

    rows = [
        Row(name, [place(value) for value in sample], name == "reference")
        for name, sample in samples.items()
    ]
    ends = [(place(value), f"{value:.3g}") for value in (low, high)]
    return Strip(threshold, rows, place(threshold.limit), ends, WIDTH, ROW, ROW * (len(rows) + 1))
