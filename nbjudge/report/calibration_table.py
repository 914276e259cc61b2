"""A calibration for the terminal: a table for each notebook, with a row for each threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from nbjudge.audit.calibration import Calibrated, Calibration
from nbjudge.audit.thresholds import MOST_FAILING, MOST_PASSING

# Below it a chance is as good as none.
_NONE = 1e-9


def calibration_table(found: Mapping[str, Calibration], seeds: int) -> Group:
    """The thresholds with their chances; below it, what to do about those that don't hold.

    And which other tests the reference does not pass in some of so many draws.
    """
    tables, lines = [], []
    for notebook, calibration in found.items():
        if calibration.thresholds:
            tables.append(_table(notebook, calibration.thresholds))
        lines += [
            Text(f"{notebook} {one.present.place.cell}: {one.present.place.what}: {_advice(one)}")
            for one in calibration.thresholds
            if not one.present.holds
        ]
        for cell, times in sorted(calibration.lost.items()):
            text = f"the reference loses points in {times} of {seeds} draws"
            lines.append(Text(f"{notebook} {cell}: {text}", style="red"))
    return Group(*tables, *lines)


def _table(notebook: str, thresholds: Sequence[Calibrated]) -> Table:
    """The thresholds of a notebook, in columns as wide as those of the others."""
    table = Table(
        title=notebook,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        expand=True,
    )
    table.add_column("what a test measures", overflow="fold", ratio=1)
    table.add_column("limit", justify="right", no_wrap=True, min_width=6)
    table.add_column("right answers", justify="right", no_wrap=True, min_width=16)
    table.add_column("wrong answers", justify="right", no_wrap=True, min_width=16)
    for one in thresholds:
        now, place = one.present, one.present.place
        wrong = [value for values in now.wrong.values() for value in values]
        table.add_row(
            f"{place.cell}: {place.what}",
            f"{'≥' if place.is_least else '≤'} {now.limit:g}",
            _values(now.right, "fail", now.fails, MOST_FAILING),
            _values(wrong, "pass", now.passes, MOST_PASSING),
        )
    return table


def _values(values: Sequence[float], what: str, chance: float, most: float) -> Text:
    """From where to where they go, and how many of them may fail or pass at most."""
    if not values:
        return Text("–")
    share = f"< {_NONE:g}" if chance < _NONE else f"≤ {chance:.2g}"
    ends = f"{min(values):.3g} to {max(values):.3g}\n"
    return Text(ends).append(f"{what} {share}", style="" if chance <= most else "red")


def _advice(one: Calibrated) -> str:
    if one.best is not None:
        return f"{one.best.limit:g} would hold. Write it into the test, and calibrate again."
    if not one.present.right:
        return "the notebook sets no seed, so there are no other draws of it."
    if 1.0 in (one.present.fails, one.present.passes):
        return "it is beyond the values, or they follow no distribution that chances are known of."
    return "no limit keeps right and wrong answers apart. Let the test measure something else."
