"""Descriptions of figures: the kinds, data and labels of what they show, as inert values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from nbjudge.checks.arrays import Array
from nbjudge.checks.foreign import classes, handled, silence
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import Collection
    from matplotlib.figure import FigureBase
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D

Kind = Literal["line", "points", "bar", "grid"]

_MOST_ITEMS = 100


@dataclass(frozen=True)
class Artist:
    """One thing drawn: a line, points, a bar, or a grid of coloured cells.

    `x` and `y` are the coordinates (the middle and the height of a bar); `values` are the
    numbers of a grid, in rows and columns if these are known. The `label` of a line is what the
    legend calls lines of its colour and kind, or else its own.
    """

    kind: Kind
    x: Array
    y: Array
    values: Array
    label: str = ""


@dataclass(frozen=True)
class AxesDescription:
    """One coordinate system: its texts and what is drawn in it.

    A legend or axis label of the whole figure belongs to each of its coordinate systems.
    """

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


def describe_figure(value: object, name: str = "figure") -> FigureDescription:
    """What a figure shows, from a figure, its axes, anything drawn in it, or a seaborn grid."""
    expected = "a matplotlib figure or its axes"
    if type(value) is FigureDescription:
        return value
    with handled(name, expected), silence():
        figure = _figure(value)
        if figure is not None:
            return FigureDescription(tuple(_describe_axes(axes, figure) for axes in figure.axes))
    raise CheckFailed(code(name), expected, show(value))


def _figure(value: object, depth: int = 3) -> Any:
    """The figure behind a value, or the first one in what pyplot functions return."""
    if isinstance(value, np.ndarray | list | tuple) and depth:
        figures = (_figure(item, depth - 1) for item in islice(value, _MOST_ITEMS))
        return next((figure for figure in figures if figure is not None), None)
    for candidate in (value, getattr(value, "figure", None), getattr(value, "figure_", None)):
        if isinstance(candidate, classes("matplotlib.figure", "FigureBase")):
            return candidate
    return None


def _describe_axes(axes: Axes, figure: FigureBase) -> AxesDescription:
    legends = [axes.get_legend(), *figure.legends]
    return AxesDescription(
        title=axes.get_title(),
        xlabel=axes.get_xlabel().strip() or figure.get_supxlabel().strip(),
        ylabel=axes.get_ylabel().strip() or figure.get_supylabel().strip(),
        legend=tuple(text for legend in legends for text in _entries(legend)),
        texts=tuple(text.get_text() for text in axes.texts),
        artists=tuple(_describe_artists(axes, list(filter(None, legends)))),
    )


def _entries(legend: Legend | None) -> list[str]:
    texts = [] if legend is None else [text.get_text() for text in legend.get_texts()]
    return [text for text in texts if text.strip()]


def _called(line: Line2D, legends: list[Legend]) -> str:
    """What a legend calls a line; its own label where none calls just one thing so."""
    names = {
        text.get_text()
        for legend in legends
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=False)
        if _look(handle) == _look(line)
    }
    return names.pop() if len(names) == 1 else str(line.get_label())


def _look(artist: Any) -> tuple[object, ...]:
    """Colour and kind of a line; something that nothing else is for what is no line."""
    from matplotlib.colors import to_hex
    from matplotlib.lines import Line2D

    if not isinstance(artist, Line2D):
        return (object(),)
    return to_hex(artist.get_color()), artist.get_linestyle(), artist.get_marker()


def _describe_artists(axes: Axes, legends: list[Legend]) -> Iterator[Artist]:
    from matplotlib.image import AxesImage  # not above: there are courses without figures
    from matplotlib.patches import Rectangle

    none = np.empty(0)
    for line in axes.lines:
        # As drawn: categories and dates have become numbers.
        x, y = _floats(line.get_xdata(orig=False)), _floats(line.get_ydata(orig=False))
        dots = line.get_linestyle() in ("None", "none", "", " ")
        if line.get_visible() and x.size:
            yield Artist("points" if dots else "line", x, y, none, _called(line, legends))
    for collection in axes.collections:
        if collection.get_visible():
            yield from _describe_collection(collection)
    for patch in axes.patches:
        if isinstance(patch, Rectangle) and patch.get_visible():
            middle = patch.get_x() + patch.get_width() / 2
            yield Artist("bar", np.array([middle]), np.array([patch.get_height()]), none)
    for image in axes.images:
        if isinstance(image, AxesImage) and image.get_visible():
            yield Artist("grid", none, none, _floats(image.get_array()))


def _describe_collection(collection: Collection) -> Iterator[Artist]:
    from matplotlib.collections import PathCollection, PolyQuadMesh, QuadMesh

    none = np.empty(0)
    if isinstance(collection, PathCollection):
        x, y = _floats(collection.get_offsets()).T
        yield Artist("points", x, y, none, str(collection.get_label()))
    elif isinstance(collection, QuadMesh | PolyQuadMesh):
        yield Artist("grid", none, none, _floats(collection.get_array()))


def _floats(values: Any) -> Array:
    """Coordinates or colours as floats, NaN where they are masked."""
    return np.asarray(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan))
