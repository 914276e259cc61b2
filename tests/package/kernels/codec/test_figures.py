"""Figures, as descriptions of what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
import seaborn as sns

from nbjudge.checks.drawing import FigureDescription, describe_figure

from .crossing import crossed, exactly, refusal

DATA = pd.DataFrame({"x": [1.0, 2.0, 3.0], "y": [3.0, 1.0, 2.0], "kind": ["a", "b", "a"]})


def lines(plt: Any) -> Any:
    drawn = plt.plot([1, 2, 3], label="up")
    drawn += plt.plot([3, 2, 1], "o", label="down")
    plt.xlabel("x")
    plt.title("two lines")
    plt.legend()
    return drawn


def axes(plt: Any) -> Any:
    figure, (one, other) = plt.subplots(1, 2)
    one.imshow([[1, 2], [3, 4]])
    other.bar(["a", "b"], [3, 4])
    other.text(0, 1, "3")
    figure.supxlabel("below")
    return one


DRAWN: dict[str, Callable[[Any], Any]] = {
    "figure": lambda plt: lines(plt)[0].figure,
    "artist": lambda plt: lines(plt)[1],
    "artists": lines,
    "axes": axes,
    "all axes": lambda plt: axes(plt).figure.axes,
    "array of axes": lambda plt: np.array(axes(plt).figure.axes),
    "figure and axes": lambda plt: (axes(plt).figure, plt.gca()),
    "bars": lambda plt: plt.bar([1, 2], [3, 4]),
    "two rows of bars": lambda plt: [plt.bar([1, 2], [3, 4]), plt.bar([1, 2], [4, 3])],
    "many lines": lambda plt: plt.plot(np.eye(120)),
    "heatmap": lambda plt: sns.heatmap([[1, 2], [3, 4]], annot=True),
    "pairs": lambda plt: sns.pairplot(DATA, hue="kind", diag_kind="hist"),
    "grid": lambda plt: sns.relplot(DATA, x="x", y="y"),
    "joint": lambda plt: sns.jointplot(DATA, x="x", y="y"),
    "empty": lambda plt: plt.figure(),
}


def inert(value: Any) -> Any:
    """A description with all its types, so that `==` sees every difference."""
    if is_dataclass(value):
        return (type(value), [inert(getattr(value, field.name)) for field in fields(value)])
    if isinstance(value, tuple):
        return [inert(item) for item in value]
    return exactly(value.tolist()) if isinstance(value, np.ndarray) else exactly(value)


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_what_is_drawn_crosses_as_a_description(
    pyplot: ModuleType, draw: Callable[[Any], Any]
) -> None:
    drawn = draw(pyplot)
    copy = crossed(drawn)
    assert type(copy) is FigureDescription
    assert inert(copy) == inert(describe_figure(drawn))
    assert inert(crossed(copy)) == inert(copy)


def test_figures_among_other_things_cross_one_by_one(pyplot: ModuleType) -> None:
    one, other = pyplot.figure(), pyplot.figure()
    bars = [pyplot.bar([1], [2]), pyplot.figure().add_subplot().bar([1], [2])]
    for values in ([one, other], [one], (one, 3), [one.subplots(), other.subplots()], bars):
        kinds = [type(copy) for copy in crossed(values)]
        assert kinds == [FigureDescription, *kinds[1:]]
        assert len(kinds) == len(values)


def test_parts_of_a_description_cross(pyplot: ModuleType) -> None:
    description = describe_figure(lines(pyplot))
    system = description.axes[0]
    assert inert(crossed(system)) == inert(system)
    assert inert(crossed(system.artists[0])) == inert(system.artists[0])


def test_what_is_in_no_figure_cannot_cross(pyplot: ModuleType) -> None:
    from matplotlib.lines import Line2D

    assert refusal(Line2D([1], [2])) == "something drawn in no figure, or in one that can't be read"
