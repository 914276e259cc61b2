"""Figures as descriptions of what they show.

matplotlib is looked up, not imported: where nothing imported it there are no figures.
"""

from __future__ import annotations

import sys
from typing import Any, cast, get_args

import numpy as np

from nbjudge.errors import CheckFailed
from nbjudge.kernels.codec.arrays import read_array
from nbjudge.kernels.codec.wire import CantCross, Decode, Encode, Malformed, Reader, Writer

_DEPTH = 3
_DRAWN = (
    ("matplotlib.artist", "Artist"),
    ("matplotlib.container", "Container"),
    ("seaborn.axisgrid", "Grid"),
    ("seaborn.axisgrid", "JointGrid"),
)


def encoder(kind: type) -> Encode | None:
    """The encoder of a description, or of anything that is drawn."""
    if issubclass(kind, _drawn()):
        return encode_drawn
    drawing = sys.modules.get("nbjudge.checks.drawing")
    if drawing is None:
        return None
    described: dict[type, Encode] = {
        drawing.FigureDescription: _encode_figure,
        drawing.AxesDescription: _encode_axes,
        drawing.Artist: _encode_artist,
    }
    return described.get(kind)


def encode_drawn(writer: Writer, value: object) -> None:
    """Writes the description of the figure in which the value is drawn."""
    from nbjudge.checks.drawing import describe_figure

    try:
        description = describe_figure(value)
    except CheckFailed as error:
        raise CantCross("something drawn in no figure, or in one that can't be read") from error
    _encode_figure(writer, description)


def in_one_figure(group: Any) -> bool:
    """Whether a list, tuple or array is what pyplot returns: only things drawn in one figure.

    A list with whole figures in it is none that pyplot made.
    """
    figures = _figures(group, _DEPTH)
    if figures is None or len(figures) != 1:
        return False
    return type(group) is not list or not any(hasattr(item, "savefig") for item in group)


def _figures(value: Any, depth: int) -> set[int] | None:
    """The figures in which the items are drawn, by identity; None if some item is not drawn."""
    kind = type(value)
    if issubclass(kind, _drawn()):
        # A container has no figure of its own.
        parts = [value] if hasattr(value, "figure") else value.get_children()
        return {id(part.figure) for part in parts}
    if kind not in (list, tuple, np.ndarray) or not depth:
        return None
    if kind is np.ndarray and (value.dtype != object or not value.ndim):
        return None
    found: set[int] = set()
    for item in value:
        figures = _figures(item, depth - 1)
        if figures is None:
            return None
        found |= figures
    return found


def _drawn() -> tuple[type, ...]:
    """The classes of what is drawn, as far as they are imported."""
    found = (getattr(sys.modules.get(module), name, None) for module, name in _DRAWN)
    return tuple(kind for kind in found if isinstance(kind, type))


def _encode_figure(writer: Writer, value: Any) -> None:
    writer.kind("figure")
    writer.items((value.axes,), "a figure")


def _figure(reader: Reader) -> object:
    from nbjudge.checks.drawing import AxesDescription, FigureDescription

    return FigureDescription(_several(reader, AxesDescription))


def _encode_axes(writer: Writer, value: Any) -> None:
    writer.kind("axes")
    texts = (value.title, value.xlabel, value.ylabel)
    writer.items((*texts, value.legend, value.texts, value.artists), "a figure")


def _axes(reader: Reader) -> object:
    from nbjudge.checks.drawing import Artist, AxesDescription

    title, xlabel, ylabel = (reader.instance(str) for _ in range(3))
    legend, texts = _several(reader, str), _several(reader, str)
    return AxesDescription(title, xlabel, ylabel, legend, texts, _several(reader, Artist))


def _encode_artist(writer: Writer, value: Any) -> None:
    writer.kind("artist")
    writer.items((value.kind, value.x, value.y, value.values, value.label), "a figure")


def _artist(reader: Reader) -> object:
    from nbjudge.checks.drawing import Artist, Kind

    kind = reader.instance(str)
    if kind not in get_args(Kind):
        raise Malformed("no kind of artist")
    x, y, values = (read_array(reader, "biuf") for _ in range(3))
    return Artist(cast(Kind, kind), x, y, values, reader.instance(str))


def _several(reader: Reader, kind: type) -> tuple[Any, ...]:
    items = reader.instance(tuple)
    if any(type(item) is not kind for item in items):
        raise Malformed(f"more than {kind.__name__} in a description")
    return items


DECODERS: dict[str, Decode] = {"figure": _figure, "axes": _axes, "artist": _artist}
