"""Checks of figures."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from sklearn.metrics import ConfusionMatrixDisplay

from nbjudge.checks import (
    check_axis_labels,
    check_curve,
    check_grid,
    check_legend,
    check_line,
    check_points,
)
from nbjudge.checks.figures import describe_figure

from .failing import failure

X = np.linspace(-5, 5, 101)
PENGUINS = pd.DataFrame(
    {
        "bill": [39.1, 39.5, 46.1, 50.0, 46.5, 50.0],
        "mass": [3750.0, 3800.0, 4500.0, 5700.0, 3500.0, 3900.0],
        "species": ["Adelie", "Adelie", "Gentoo", "Gentoo", "Chinstrap", "Chinstrap"],
    }
)
MATRIX = np.array([[22, 0, 8], [5, 0, 9]])
LOSSES = [2.0, 1.0, 0.5, 0.4]


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def relu(x: Any) -> Any:
    return np.maximum(x, 0)


def second(plt: Any, x: Any, y: Any) -> Any:
    figure, axes = plt.subplots(1, 2)
    axes[1].plot(x, y)
    return figure


CURVES: dict[str, Callable[[Any], Any]] = {
    "list of lines": lambda plt: plt.plot(X, sigmoid(X)),
    "axes": lambda plt: [plt.plot(X, sigmoid(X)), plt.gca()][1],
    "second subplot": lambda plt: second(plt, X, sigmoid(X)),
    "array of axes": lambda plt: np.array(second(plt, X, sigmoid(X)).axes),
    "figure and axes": lambda plt: (second(plt, X, sigmoid(X)), plt.gca()),
    "closed figure": lambda plt: [plt.plot(X, sigmoid(X)), plt.gcf(), plt.close()][1],
    "from right to left": lambda plt: plt.plot(X[::-1], sigmoid(X[::-1])),
    "further": lambda plt: plt.plot(2 * X, sigmoid(2 * X), "--o"),
    "few points": lambda plt: plt.plot(X[::5], sigmoid(X[::5])),
    "among others": lambda plt: plt.plot(X, X, X, sigmoid(X)),
    "pandas": lambda plt: pd.Series(sigmoid(X), index=X).plot(),
    "table": lambda plt: pd.DataFrame({"a": sigmoid(X)}, index=X).plot(subplots=True),
    "seaborn": lambda plt: sns.lineplot(x=X, y=sigmoid(X)),
    "seaborn figure": lambda plt: sns.relplot(x=X, y=sigmoid(X), kind="line"),
    "logarithmic axes": lambda plt: [plt.plot(X, sigmoid(X)), plt.yscale("log")],
    "subfigure": lambda plt: in_subfigure(plt),
}
NO_CURVES: dict[str, Callable[[Any], Any]] = {
    "another function": lambda plt: plt.plot(X, np.tanh(X)),
    "shifted": lambda plt: plt.plot(X, sigmoid(X - 0.1)),
    "swapped axes": lambda plt: plt.plot(sigmoid(X), X),
    "too short": lambda plt: plt.plot(X[X > -4], sigmoid(X[X > -4])),
    "two points": lambda plt: plt.plot(X[[0, -1]], sigmoid(X[[0, -1]])),
    "three points": lambda plt: plt.plot(X[::50], sigmoid(X[::50])),
    "without places": lambda plt: plt.plot(sigmoid(X)),
    "points": lambda plt: plt.scatter(X, sigmoid(X)),
    "dots": lambda plt: plt.plot(X, sigmoid(X), "o"),
    "invisible": lambda plt: plt.plot(X, sigmoid(X), visible=False),
    "nan": lambda plt: plt.plot(X, X * np.nan),
    "no line": lambda plt: plt.plot([], []),
    "empty figure": lambda plt: plt.figure(),
    "empty axes": lambda plt: plt.subplots()[0],
    "cleared": lambda plt: [plt.plot(X, sigmoid(X)), plt.gcf().clear(), plt.gcf()][2],
}
NO_FIGURES: dict[str, Callable[[Any], Any]] = {
    "none": lambda plt: None,
    "module": lambda plt: plt,
    "text": lambda plt: "figure",
    "data": lambda plt: sigmoid(X),
    "data as a list": lambda plt: sigmoid(X).tolist(),
    "nothing": lambda plt: [],
    "class": lambda plt: plt.Figure,
    "array without axes": lambda plt: np.array(1),
}


def in_subfigure(plt: Any) -> Any:
    _, part = plt.figure().subfigures(1, 2)
    part.subplots().plot(X, sigmoid(X))
    return part


@pytest.mark.parametrize("name", CURVES)
def test_curve(name: str, pyplot: ModuleType) -> None:
    check_curve(CURVES[name](pyplot), sigmoid, low=-5, high=5)


@pytest.mark.parametrize("name", NO_CURVES)
def test_no_curve(name: str, pyplot: ModuleType) -> None:
    figure = NO_CURVES[name](pyplot)
    message = failure(check_curve, figure, sigmoid, low=-5, high=5, name="plot", curve="sigmoid")
    assert message == "`plot`: expected a line of sigmoid from -5 to 5, got no such line."


@pytest.mark.parametrize("name", NO_FIGURES)
def test_no_figure(name: str, pyplot: ModuleType) -> None:
    figure = NO_FIGURES[name](pyplot)
    for check, arguments in [
        (check_line, [LOSSES]),
        (check_grid, [MATRIX]),
        (check_points, [X, X]),
        (check_legend, [1]),
        (check_axis_labels, []),
    ]:
        assert "`plot`" in failure(check, figure, *arguments, name="plot")


def test_straight_lines_need_few_points(pyplot: ModuleType) -> None:
    check_curve(pyplot.plot([-5, 5], [-5, 5]), lambda x: x, low=-5, high=5)
    check_curve(pyplot.plot([-5, 0, 5], [0, 0, 5]), relu, low=-5, high=5)
    failure(check_curve, pyplot.subplots()[1].plot([-5, 5], [0, 5]), relu, low=-5, high=5)


def test_curve_of_a_function_that_overflows(pyplot: ModuleType) -> None:
    x = np.linspace(-1000, 1000, 2001)
    figure = pyplot.plot(x, 0.5 * (1 + np.tanh(x / 2)))
    check_curve(figure, sigmoid, low=-1000, high=1000)


LINES: dict[str, Callable[[Any], Any]] = {
    "plot": lambda plt: plt.plot(LOSSES),
    "from one": lambda plt: plt.plot(range(1, 5), LOSSES),
    "float32": lambda plt: plt.plot(np.array(LOSSES, dtype="float32")),
    "table": lambda plt: pd.DataFrame({"loss": LOSSES, "val_loss": LOSSES[::-1]}).plot(),
    "seaborn": lambda plt: sns.lineplot(x=range(4), y=LOSSES),
    "seaborn table": lambda plt: sns.lineplot(
        pd.DataFrame({"loss": LOSSES, "other": [1, 1, 1, 1]})
    ),
    "categories": lambda plt: plt.plot(["a", "b", "c", "d"], LOSSES),
    "dates": lambda plt: plt.plot(pd.date_range("2000", periods=4), LOSSES),
    "steps": lambda plt: plt.step(range(4), LOSSES),
    "logarithmic": lambda plt: plt.semilogy(LOSSES),
}
NO_LINES: dict[str, Callable[[Any], Any]] = {
    "another line": lambda plt: plt.plot([2.0, 1.0, 0.5, 0.3]),
    "longer": lambda plt: plt.plot([*LOSSES, 0.3]),
    "reversed": lambda plt: plt.plot(LOSSES[::-1]),
    "bars": lambda plt: plt.bar(range(4), LOSSES),
    "points": lambda plt: plt.scatter(range(4), LOSSES),
    "nothing": lambda plt: plt.subplots(),
}


@pytest.mark.parametrize("name", LINES)
def test_line(name: str, pyplot: ModuleType) -> None:
    check_line(LINES[name](pyplot), LOSSES)
    check_line(LINES[name](pyplot), pd.Series(LOSSES))


@pytest.mark.parametrize("name", NO_LINES)
def test_no_line(name: str, pyplot: ModuleType) -> None:
    message = failure(check_line, NO_LINES[name](pyplot), LOSSES, line="the loss", secret="0.4")
    assert message == "`figure`: expected a line of the loss, got no such line."


def test_line_at_its_places(pyplot: ModuleType) -> None:
    figure = pyplot.plot([1, 2, 3, 4], LOSSES)
    check_line(figure, LOSSES, x=[1, 2, 3, 4])
    failure(check_line, figure, LOSSES, x=[0, 1, 2, 3])


def test_line_with_a_gap(pyplot: ModuleType) -> None:
    gap = [1.0, np.nan, 3.0]
    check_line(pyplot.plot(gap), gap)
    failure(check_line, pyplot.subplots()[1].plot([1.0, 2.0, 3.0]), gap)


def test_small_values_are_told_apart(pyplot: ModuleType) -> None:
    failure(check_line, pyplot.plot([1e-6, 2e-6]), [1e-6, 3e-6])


@pytest.mark.parametrize("nothing", [[], None, "abc", np.empty(0)], ids=str)
def test_nothing_is_not_drawn(nothing: Any, pyplot: ModuleType) -> None:
    figure = pyplot.plot([], [])
    for check in (check_line, check_grid):
        message = failure(check, figure, nothing, name="plot")
        assert message.startswith("what `plot` is compared with")
    failure(check_points, figure, nothing, nothing)
    failure(check_points, figure, [np.nan], [1.0])


FRAME = pd.DataFrame(MATRIX, index=["a", "b"], columns=["c", "d", "e"])
GRIDS: dict[str, Callable[[Any], Any]] = {
    "heatmap": lambda plt: sns.heatmap(MATRIX),
    "annotated heatmap": lambda plt: sns.heatmap(FRAME, annot=True, fmt="d"),
    "clustermap": lambda plt: sns.clustermap(FRAME, row_cluster=False, col_cluster=False),
    "imshow": lambda plt: plt.imshow(MATRIX),
    "matshow": lambda plt: plt.matshow(MATRIX),
    "pcolormesh": lambda plt: plt.pcolormesh(MATRIX),
    "pcolor": lambda plt: plt.pcolor(MATRIX),
    "in a subplot": lambda plt: sns.heatmap(MATRIX, ax=plt.subplots(2, 2)[1][1, 0]).figure,
}
NO_GRIDS: dict[str, Callable[[Any], Any]] = {
    "transposed": lambda plt: sns.heatmap(MATRIX.T),
    "transposed image": lambda plt: plt.imshow(MATRIX.T),
    "same numbers in another shape": lambda plt: plt.imshow(MATRIX.reshape(3, 2)),
    "normalized": lambda plt: sns.heatmap(MATRIX / MATRIX.sum()),
    "one number": lambda plt: sns.heatmap(MATRIX + np.eye(2, 3)),
    "lines": lambda plt: plt.plot(MATRIX),
    "nothing": lambda plt: plt.subplots(),
}


@pytest.mark.parametrize("name", GRIDS)
def test_grid(name: str, pyplot: ModuleType) -> None:
    check_grid(GRIDS[name](pyplot), MATRIX)


@pytest.mark.parametrize("name", NO_GRIDS)
def test_no_grid(name: str, pyplot: ModuleType) -> None:
    message = failure(check_grid, NO_GRIDS[name](pyplot), MATRIX, grid="the confusion matrix")
    assert message == "`figure`: expected a heatmap of the confusion matrix, got no such heatmap."


def test_numbers_on_a_grid(pyplot: ModuleType) -> None:
    check_grid(sns.heatmap(MATRIX, annot=True), MATRIX, annotated=True)
    pyplot.figure()
    message = failure(check_grid, sns.heatmap(MATRIX), MATRIX, annotated=True)
    assert message == "`figure`: expected the number in each cell, got cells without numbers."
    pyplot.figure()
    letters = sns.heatmap(MATRIX, annot=np.full((2, 3), "x"), fmt="")
    failure(check_grid, letters, MATRIX, annotated=True)


def test_display_of_scikit_learn(pyplot: ModuleType) -> None:
    display = ConfusionMatrixDisplay(np.eye(3)).plot()
    check_grid(display, np.eye(3), annotated=True)
    check_grid(display.figure_, np.eye(3), annotated=True)
    check_axis_labels(display, x="predicted", y="true")


def by_species(plt: Any) -> Any:
    for species, rows in PENGUINS.groupby("species"):
        plt.scatter(rows["bill"], rows["mass"], label=species)
    return plt.gca()


SCATTER: dict[str, Callable[[Any], Any]] = {
    "scatter": lambda plt: plt.scatter(PENGUINS["bill"], PENGUINS["mass"]),
    "one species at a time": by_species,
    "dots": lambda plt: plt.plot(PENGUINS["bill"], PENGUINS["mass"], "."),
    "another order": lambda plt: plt.scatter(PENGUINS["bill"][::-1], PENGUINS["mass"][::-1]),
    "float32": lambda plt: plt.scatter(*PENGUINS[["bill", "mass"]].to_numpy("float32").T),
    "pandas": lambda plt: PENGUINS.plot.scatter("bill", "mass"),
    "seaborn": lambda plt: sns.scatterplot(PENGUINS, x="bill", y="mass", hue="species"),
    "grid": lambda plt: sns.relplot(PENGUINS, x="bill", y="mass", style="species"),
    "columns": lambda plt: sns.relplot(PENGUINS.assign(all=1), x="bill", y="mass", col="all"),
    "joint plot": lambda plt: sns.jointplot(PENGUINS, x="bill", y="mass"),
    "pair plot": lambda plt: sns.pairplot(PENGUINS, hue="species", diag_kind="hist"),
    "with a line": lambda plt: [by_species(plt), plt.plot([30, 60], [3000, 6000])][0],
    "with other points": lambda plt: [
        plt.scatter(PENGUINS["bill"], PENGUINS["mass"]),
        plt.scatter([40], [4000]),
    ],
    "with a missing one": lambda plt: plt.scatter(
        [*PENGUINS["bill"], np.nan], [*PENGUINS["mass"], 1.0]
    ),
}
NO_SCATTER: dict[str, Callable[[Any], Any]] = {
    "swapped": lambda plt: plt.scatter(PENGUINS["mass"], PENGUINS["bill"]),
    "unpaired": lambda plt: plt.scatter(PENGUINS["bill"], PENGUINS["mass"][::-1]),
    "one missing": lambda plt: plt.scatter(PENGUINS["bill"][1:], PENGUINS["mass"][1:]),
    "one twice": lambda plt: plt.scatter(
        PENGUINS["bill"].replace(39.1, 39.5), PENGUINS["mass"].replace(3750, 3800)
    ),
    "one too many": lambda plt: plt.scatter([*PENGUINS["bill"], 40], [*PENGUINS["mass"], 4000]),
    "line": lambda plt: plt.plot(PENGUINS["bill"], PENGUINS["mass"]),
    "nothing": lambda plt: plt.subplots(),
}


@pytest.mark.parametrize("name", SCATTER)
def test_points(name: str, pyplot: ModuleType) -> None:
    check_points(SCATTER[name](pyplot), PENGUINS["bill"], PENGUINS["mass"])


@pytest.mark.parametrize("name", NO_SCATTER)
def test_other_points(name: str, pyplot: ModuleType) -> None:
    figure = NO_SCATTER[name](pyplot)
    message = failure(check_points, figure, PENGUINS["bill"], PENGUINS["mass"], name="plot")
    assert message == "`plot`: expected a scatter plot of the data, got no such plot."


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9))), st.randoms())
def test_points_in_any_order_despite_rounding(points: Any, random: Any) -> None:
    wanted = np.array([(-10, -10), (10, 10), *points], dtype=float)
    shuffled = wanted.tolist()
    random.shuffle(shuffled)
    noise = np.random.default_rng(len(points)).uniform(-1e-6, 1e-6, wanted.shape)
    figure = Figure()
    figure.subplots().scatter(*(shuffled + noise).T)
    check_points(figure, *wanted.T)
    failure(check_points, figure, *(wanted + np.array([0.5, 0])).T)


LABELLED: dict[str, Callable[[Any], Any]] = {
    "pyplot": lambda plt: [plt.xlabel("Epoch"), plt.ylabel("loss"), plt.gcf()][2],
    "axes": lambda plt: plt.subplot(xlabel="epochs", ylabel="Training loss"),
    "second subplot": lambda plt: [
        plt.subplot(1, 2, 1),
        plt.subplot(xlabel="epoch", ylabel="loss"),
    ],
    "seaborn": lambda plt: sns.lineplot(
        x="epoch", y="loss", data={"epoch": [1, 2], "loss": [2, 1]}
    ),
    "whole figure": lambda plt: [
        plt.subplots(2),
        plt.gcf().supxlabel("epoch"),
        plt.gcf().supylabel("loss"),
    ],
    "pandas": lambda plt: pd.DataFrame({"a": [1]}).plot(xlabel="epoch", ylabel="loss"),
}
UNLABELLED: dict[str, Callable[[Any], Any]] = {
    "none": lambda plt: plt.plot(LOSSES),
    "one": lambda plt: [plt.xlabel("epoch")],
    "blanks": lambda plt: plt.subplot(xlabel=" ", ylabel="loss"),
    "swapped": lambda plt: plt.subplot(xlabel="loss", ylabel="epoch"),
    "in two subplots": lambda plt: [
        plt.subplot(1, 2, 1, xlabel="epoch"),
        plt.subplot(1, 2, 2, ylabel="loss"),
    ],
    "titles": lambda plt: plt.title("loss by epoch"),
    "no axes": lambda plt: plt.figure(),
}


@pytest.mark.parametrize("name", LABELLED)
def test_axis_labels(name: str, pyplot: ModuleType) -> None:
    figure = LABELLED[name](pyplot)
    check_axis_labels(figure)
    check_axis_labels(figure, x="epoch", y="LOSS")


@pytest.mark.parametrize("name", UNLABELLED)
def test_no_axis_labels(name: str, pyplot: ModuleType) -> None:
    figure = UNLABELLED[name](pyplot)
    message = failure(check_axis_labels, figure, x="epoch", y="loss", name="plot")
    assert message.startswith("`plot`: expected a label on each axis that says what it shows, got")


def labelled_lines(plt: Any) -> Any:
    plt.plot(LOSSES, label="loss")
    plt.plot(LOSSES[::-1], label="validation loss")
    return plt.gca()


LEGENDS: dict[str, Callable[[Any], Any]] = {
    "axes": lambda plt: labelled_lines(plt).legend(),
    "figure": lambda plt: labelled_lines(plt).figure.legend(),
    "texts": lambda plt: [plt.plot(X, X, X, -X), plt.legend(["a", "b"])],
    "pandas": lambda plt: pd.DataFrame({"a": [1, 2], "b": [2, 1]}).plot(),
    "seaborn": lambda plt: sns.scatterplot(PENGUINS, x="bill", y="mass", hue="species"),
    "grid": lambda plt: sns.relplot(PENGUINS, x="bill", y="mass", hue="species"),
    "pair plot": lambda plt: sns.pairplot(PENGUINS, hue="species", diag_kind="hist"),
}
NO_LEGENDS: dict[str, Callable[[Any], Any]] = {
    "labels alone": labelled_lines,
    "one entry": lambda plt: [plt.plot(LOSSES, label="loss"), plt.legend()],
    "one entry twice": lambda plt: [plt.plot(X, X, X, -X), plt.legend(["a", "a"])],
    "blank entries": lambda plt: [plt.plot(X, X, X, -X), plt.legend(["a", " "])],
    "no axes": lambda plt: plt.figure(),
}


@pytest.mark.parametrize("name", LEGENDS)
def test_legend(name: str, pyplot: ModuleType) -> None:
    check_legend(LEGENDS[name](pyplot), 2)


@pytest.mark.parametrize("name", NO_LEGENDS)
def test_no_legend(name: str, pyplot: ModuleType) -> None:
    message = failure(check_legend, NO_LEGENDS[name](pyplot), 2, name="plot")
    assert message.startswith("`plot`: expected a legend of 2 entries, got ")


def test_description_stands_in_for_a_figure(pyplot: ModuleType) -> None:
    labelled_lines(pyplot).legend()
    pyplot.xlabel("epoch")
    pyplot.ylabel("loss")
    description = describe_figure(pyplot.gcf())
    pyplot.close("all")
    check_line(description, LOSSES)
    check_legend(description, 2)
    check_axis_labels(description)


def test_figure_is_left_alone(pyplot: ModuleType) -> None:
    axes = labelled_lines(pyplot)
    axes.legend()
    before = [line.get_xydata().copy() for line in axes.lines]
    describe_figure(axes)
    assert pyplot.get_fignums() == [1]
    np.testing.assert_array_equal(before, [line.get_xydata() for line in axes.lines])


def named_by(how: str, pyplot: ModuleType) -> Any:
    """Two losses in one figure, named in one of the ways that there are."""
    axes = pyplot.figure().subplots()
    first, second = LOSSES, LOSSES[::-1]
    if how == "label":
        axes.plot(first, label="training")
        axes.plot(second, label="validation")
        axes.legend()
    elif how == "legend":
        axes.plot(first)
        axes.plot(second)
        axes.legend(["training", "validation"])
    elif how == "handles":
        (one,), (other,) = axes.plot(first), axes.plot(second)
        axes.legend([other, one], ["validation", "training"])
    else:
        table = pd.DataFrame({"training": first, "validation": second})
        if how == "pandas":
            table.plot(ax=axes)
        else:
            sns.lineplot(table, ax=axes)
    return axes


@pytest.mark.parametrize("how", ["label", "legend", "handles", "pandas", "seaborn"])
def test_line_under_its_name(how: str, pyplot: ModuleType) -> None:
    axes = named_by(how, pyplot)
    check_line(axes, LOSSES, label="Train")
    check_line(axes, LOSSES[::-1], label="valid")
    message = failure(check_line, axes, LOSSES, label="valid", line="the losses")
    assert message == (
        "`figure`: expected the losses under their own name, got a line named `'training'`."
    )
    check_line(axes, LOSSES, never=["val"])
    failure(check_line, axes, LOSSES[::-1], never=["test", "Val"])
    check_legend(axes, ["training", "VALIDATION"])
    message = failure(check_legend, axes, ["training", "test"])
    assert message.startswith("`figure`: expected a legend that names what is to be seen, got")
