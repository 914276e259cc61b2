"""Checks of figures drawn with matplotlib or seaborn.

A figure is first described: the kinds, data and labels of what it shows. The checks look at the
description alone, so that a description can stand in for a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from nbjudge.checks.arrays import Array, as_array, as_reference, unusable
from nbjudge.checks.drawing import (
    Artist,
    AxesDescription,
    FigureDescription,
    Kind,
    describe_figure,
)
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed

__all__ = ["Artist", "AxesDescription", "FigureDescription", "describe_figure"]

# Differences that no eye sees: of a value, and of the largest value.
_RTOL, _ATOL, _TINY = 1e-3, 1e-4, 1e-12


def check_curve(
    figure: object,
    function: Callable[[Array], object],
    *,
    low: float,
    high: float,
    name: str = "figure",
    curve: str = "the function",
    points: int = 20,
    remedy: str = "",
) -> None:
    """Checks that some line follows a function at all its points, from `low` to `high` at least.

    How many points the line needs is judged by the line between them, at `points` places: a
    straight line needs two.
    """
    between = np.linspace(low, high, points)
    with np.errstate(all="ignore"):
        right = np.asarray(function(between), dtype=float)
        for artist in _artists(figure, name, "line"):
            x, y = artist.x, artist.y
            if len(x) < 2 or not (x.min() <= low and x.max() >= high):
                continue
            order = np.argsort(x, kind="stable")
            drawn = np.interp(between, x[order], y[order])
            if _equal(y, np.asarray(function(x), dtype=float)) and np.allclose(
                drawn, right, atol=0.02 * (1 + np.ptp(right))
            ):
                return
    raise CheckFailed(
        code(name), f"a line of {curve} from {low:g} to {high:g}", "no such line", remedy
    )


def check_line(
    figure: object,
    y: object,
    *,
    x: object = None,
    label: str | None = None,
    never: Sequence[str] = (),
    name: str = "figure",
    line: str = "the values",
    remedy: str = "",
) -> None:
    """Checks that some line goes through these values (and at these places, if `x` is given).

    A text given for `label` must be part of what the legend calls it, whatever its case; those in
    `never` must not, such as the name of another line.
    """
    heights = _data(y, name)
    places = None if x is None else _data(x, name)
    labels = []
    for artist in _artists(figure, name, "line"):
        if _equal(artist.y, heights) and (places is None or _equal(artist.x, places)):
            named = label is None or _says(artist.label, label)
            if named and not any(_says(artist.label, other) for other in never):
                return
            labels.append(artist.label)
    if labels:
        raise CheckFailed(
            code(name), f"{line} under their own name", f"a line named {show(labels[0])}", remedy
        )
    raise CheckFailed(code(name), f"a line of {line}", "no such line", remedy)


def check_grid(
    figure: object,
    values: object,
    *,
    annotated: bool = False,
    name: str = "figure",
    grid: str = "the matrix",
    remedy: str = "",
) -> None:
    """Checks that a heatmap or image shows these values, with the numbers on it if asked for."""
    right = _data(values, name)
    found = False
    for axes in describe_figure(figure, name).axes:
        grids = [artist.values for artist in axes.artists if artist.kind == "grid"]
        if any(_equal(grid, right if grid.ndim > 1 else right.reshape(-1)) for grid in grids):
            found = True
            numbers = sum(any(sign.isdigit() for sign in text) for text in axes.texts)
            if numbers >= right.size or not annotated:
                return
    if found:
        raise CheckFailed(code(name), "the number in each cell", "cells without numbers", remedy)
    raise CheckFailed(code(name), f"a heatmap of {grid}", "no such heatmap", remedy)


def check_points(
    figure: object,
    x: object,
    y: object,
    *,
    name: str = "figure",
    remedy: str = "",
) -> None:
    """Checks that some scatter plot shows these points, in any order, in one colour or several.

    Points of which a coordinate is missing do not count.
    """
    wanted = _finite(_data(x, name), _data(y, name))
    for axes in describe_figure(figure, name).axes:
        drawn = [_finite(a.x, a.y) for a in axes.artists if a.kind == "points"]
        drawn.append(np.concatenate([wanted[:0], *drawn]))
        if any(_same_points(points, wanted) for points in drawn):
            return
    raise CheckFailed(code(name), "a scatter plot of the data", "no such plot", remedy)


def check_axis_labels(
    figure: object,
    *,
    x: str | None = None,
    y: str | None = None,
    name: str = "figure",
    remedy: str = "",
) -> None:
    """Checks that one coordinate system has both axes labelled.

    A text given for `x` or `y` must be part of the label, whatever its case.
    """
    labels = [(axes.xlabel, axes.ylabel) for axes in describe_figure(figure, name).axes]
    for xlabel, ylabel in labels:
        if _says(xlabel, x) and _says(ylabel, y):
            return
    raise CheckFailed(
        code(name), "a label on each axis that says what it shows", show(labels), remedy
    )


def check_legend(
    figure: object, entries: int | Sequence[str], *, name: str = "figure", remedy: str = ""
) -> None:
    """Checks that some legend, of the figure or in it, has at least this many different entries.

    Of texts, each must be part of some entry, whatever its case.
    """
    legends = [set(axes.legend) for axes in describe_figure(figure, name).axes]
    number = entries if isinstance(entries, int) else len(entries)
    most = max(map(len, legends), default=0)
    if most < number:
        noun = "entry" if number == 1 else "entries"
        got = f"one of {most}" if most else "none"
        raise CheckFailed(code(name), f"a legend of {number} {noun}", got, remedy)
    texts = () if isinstance(entries, int) else entries
    if texts and not any(
        all(any(_says(entry, text) for entry in legend) for text in texts) for legend in legends
    ):
        got = show(max(map(sorted, legends), key=len))
        raise CheckFailed(code(name), "a legend that names what is to be seen", got, remedy)


def _artists(figure: object, name: str, kind: Kind) -> Iterator[Artist]:
    for axes in describe_figure(figure, name).axes:
        yield from (artist for artist in axes.artists if artist.kind == kind)


def _data(values: object, name: str) -> Array:
    """What a figure should show, as floats."""
    data = as_reference(as_array, values, name).astype(float)
    if not data.size:
        # Nothing is easily drawn.
        raise unusable(name)
    return data


def _says(label: str, text: str | None) -> bool:
    return bool(label.strip()) and (text or "").casefold() in label.casefold()


def _equal(got: Array, right: Array) -> bool:
    if got.shape != right.shape or not right.size:
        return False
    atol = _ATOL * float(np.nan_to_num(np.abs(right)).max()) + _TINY
    return np.allclose(got, right, rtol=_RTOL, atol=atol, equal_nan=True)


def _finite(x: Array, y: Array) -> Array:
    """The points of which both coordinates are known, one a row."""
    points: Array = np.stack([x.reshape(-1), y.reshape(-1)], axis=1)
    known = np.isfinite(points).all(axis=1)
    return np.compress(known, points, axis=0)


def _same_points(got: Array, right: Array) -> bool:
    """Whether each point has one of the others close by, and both are as many.

    To sort both and compare would fail where rounding changes the order.
    """
    if len(got) != len(right) or not len(right):
        return False
    # Half a second that no other check needs.
    from scipy.spatial import KDTree

    scale = np.ptp(right, axis=0) + _RTOL * np.abs(right).max(axis=0) + _TINY
    one, other = got / scale, right / scale
    farthest = max(KDTree(one).query(other)[0].max(), KDTree(other).query(one)[0].max())
    return bool(farthest <= _ATOL)
