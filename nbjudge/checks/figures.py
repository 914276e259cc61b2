"""Checks of figures drawn with matplotlib or seaborn.

A figure is first described: the kinds, data and labels of what it shows. The checks look at the
description alone, so that a description can stand in for a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection, PathCollection, QuadMesh
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from nbjudge.checks.arrays import Array, as_array
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed

Kind = Literal["line", "points", "bar", "grid"]


@dataclass(frozen=True)
class Artist:
    """One thing drawn: a line, points, a bar, or a grid of coloured cells.

    `x` and `y` are the coordinates (the middle and the height of a bar); `values` are the
    numbers of a grid, row by row.
    """

    kind: Kind
    x: Array
    y: Array
    values: Array
    label: str = ""


@dataclass(frozen=True)
class AxesDescription:
    """One coordinate system: its texts and what is drawn in it."""

    title: str
    xlabel: str
    ylabel: str
    legend: tuple[str, ...]
    texts: tuple[str, ...]
    artists: tuple[Artist, ...]


@dataclass(frozen=True)
class FigureDescription:
    """A figure as its coordinate systems, in the order in which they were made."""

    axes: tuple[AxesDescription, ...]


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

    The line needs `points` points or more, unless fewer are enough to draw it (a straight line
    needs two), which is judged by the line between its points.
    """
    for artist in _artists(figure, name, "line"):
        if len(artist.x) < 2 or artist.x.min() > low or artist.x.max() < high:
            continue
        if not _equal(artist.y, np.asarray(function(artist.x), dtype=float)):
            continue
        between = np.linspace(low, high, points)
        order = np.argsort(artist.x)
        drawn = np.interp(between, artist.x[order], artist.y[order])
        right = np.asarray(function(between), dtype=float)
        if np.allclose(drawn, right, atol=0.02 * (1 + np.ptp(right))):
            return
    raise CheckFailed(
        code(name), f"a line of {curve} from {low:g} to {high:g}", "no such line", remedy
    )


def check_line(
    figure: object,
    y: object,
    *,
    x: object = None,
    name: str = "figure",
    line: str = "the values",
    remedy: str = "",
) -> None:
    """Checks that some line goes through these values (and at these places, if `x` is given)."""
    heights = as_array(y, "y").astype(float)
    places = None if x is None else as_array(x, "x").astype(float)
    for artist in _artists(figure, name, "line"):
        if _equal(artist.y, heights) and (places is None or _equal(artist.x, places)):
            return
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
    right = as_array(values, "values").astype(float)
    description = describe_figure(figure, name)
    for axes in description.axes:
        for artist in axes.artists:
            if artist.kind == "grid" and _equal(artist.values, right.reshape(-1)):
                if annotated and len(axes.texts) < right.size:
                    raise CheckFailed(
                        code(name), "the number in each cell", "cells without numbers", remedy
                    )
                return
    raise CheckFailed(code(name), f"a heatmap of {grid}", "no such heatmap", remedy)


def check_points(
    figure: object,
    x: object,
    y: object,
    *,
    name: str = "figure",
    remedy: str = "",
) -> None:
    """Checks that some scatter plot shows these points, in any order, in one colour or several."""
    wanted = np.stack([as_array(x, "x").astype(float), as_array(y, "y").astype(float)], axis=1)
    wanted = wanted[np.isfinite(wanted).all(axis=1)]
    for axes in describe_figure(figure, name).axes:
        drawn = [np.stack([a.x, a.y], axis=1) for a in axes.artists if a.kind == "points"]
        if drawn and _equal(_sorted(np.concatenate(drawn)), _sorted(wanted)):
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
        if (
            xlabel
            and ylabel
            and (x or "").casefold() in xlabel.casefold()
            and (y or "").casefold() in ylabel.casefold()
        ):
            return
    raise CheckFailed(
        code(name), "a label on each axis that says what it shows", show(labels), remedy
    )


def check_legend(figure: object, entries: int, *, name: str = "figure", remedy: str = "") -> None:
    """Checks that some legend has at least this many different entries."""
    most = max((len(set(axes.legend)) for axes in describe_figure(figure, name).axes), default=0)
    if most < entries:
        raise CheckFailed(code(name), f"a legend of {entries} entries", f"{most or 'none'}", remedy)


def describe_figure(value: object, name: str = "figure") -> FigureDescription:
    """What a figure shows, from a figure, its axes, or a seaborn grid."""
    if isinstance(value, FigureDescription):
        return value
    if isinstance(value, np.ndarray | list | tuple) and len(value):
        # what `plt.subplots(1, 2)` and `plt.plot(...)` return
        value = np.asarray(value, dtype=object).reshape(-1)[0]
    figure = value if isinstance(value, Figure) else getattr(value, "figure", None)
    if not isinstance(figure, Figure):
        raise CheckFailed(code(name), "a matplotlib figure or its axes", show(value))
    return FigureDescription(tuple(_describe_axes(axes) for axes in figure.axes))


def _describe_axes(axes: Axes) -> AxesDescription:
    legend = axes.get_legend()
    return AxesDescription(
        title=axes.get_title(),
        xlabel=axes.get_xlabel(),
        ylabel=axes.get_ylabel(),
        legend=tuple(text.get_text() for text in legend.get_texts()) if legend else (),
        texts=tuple(text.get_text() for text in axes.texts),
        artists=tuple(_describe_artists(axes)),
    )


def _describe_artists(axes: Axes) -> Iterator[Artist]:
    none = np.empty(0)
    for line in axes.lines:
        x, y = _floats(line.get_xdata()), _floats(line.get_ydata())
        dots = line.get_linestyle() in ("None", "none", "", " ")
        yield Artist("points" if dots else "line", x, y, none, str(line.get_label()))
    for collection in axes.collections:
        yield from _describe_collection(collection)
    for patch in axes.patches:
        if isinstance(patch, Rectangle):
            middle = patch.get_x() + patch.get_width() / 2
            yield Artist("bar", np.array([middle]), np.array([patch.get_height()]), none)
    for image in axes.images:
        if isinstance(image, AxesImage):
            yield Artist("grid", none, none, _floats(image.get_array()))


def _describe_collection(collection: Collection) -> Iterator[Artist]:
    none = np.empty(0)
    if isinstance(collection, PathCollection):
        offsets: Any = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)
        offsets = offsets[np.isfinite(offsets).all(axis=1)]
        label = str(collection.get_label())
        yield Artist("points", offsets[:, 0], offsets[:, 1], none, label)
    elif isinstance(collection, QuadMesh):
        yield Artist("grid", none, none, _floats(collection.get_array()))


def _artists(figure: object, name: str, kind: Kind) -> Iterator[Artist]:
    for axes in describe_figure(figure, name).axes:
        yield from (artist for artist in axes.artists if artist.kind == kind)


def _floats(values: Any) -> Array:
    """Coordinates as floats; those that are none, such as categories, by their place."""
    array = np.ma.filled(np.ma.asarray(values), np.nan) if np.ma.isMaskedArray(values) else values
    array = np.asarray(array).reshape(-1)
    try:
        return array.astype(float)
    except (TypeError, ValueError):
        return np.arange(array.size, dtype=float)


def _equal(got: Array, right: Array) -> bool:
    return got.shape == right.shape and np.allclose(got, right, rtol=1e-3, atol=1e-4)


def _sorted(points: Array) -> Array:
    return points[np.lexsort((points[:, 1], points[:, 0]))]
