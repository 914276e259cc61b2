"""What all checks have in common."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from nbjudge import checks
from nbjudge.checks import Sealed, layer, predict

from .failing import failure
from .nasty import NASTY

TABLE = pd.DataFrame({"x": [1.5, 2.5], "y": ["a", "b"]})


def diagonal() -> Figure:
    """A figure with one line."""
    figure = Figure()
    figure.subplots().plot([0, 1])
    return figure


# One call of every check with a given student's value: all but the right one must fail.
CHECKS: dict[str, Callable[[Any], None]] = {
    "check_accuracy": lambda value: checks.check_accuracy(value, [0, 1, 2, 1], at_least=0.5),
    "check_axis_labels": lambda value: checks.check_axis_labels(value),
    "check_between": lambda value: checks.check_between(value, 5, 6, name="x"),
    "check_choice": lambda value: checks.check_choice(value, "a", name="x", options="ab"),
    "check_columns": lambda value: checks.check_columns(value, ["x", "y"], name="x"),
    "check_compiled": lambda value: checks.check_compiled(value, optimizer="adam", loss="mse"),
    "check_complete": lambda value: checks.check_complete(value, name="x"),
    "check_curve": lambda value: checks.check_curve(value, np.sin, low=0, high=1),
    "check_dtype": lambda value: checks.check_dtype(value, "boolean", name="x"),
    "check_finite": lambda value: checks.check_finite(value, name="x"),
    "check_function": lambda value: checks.check_function(value, abs, [(-1,)], name="f"),
    "check_grid": lambda value: checks.check_grid(value, np.eye(2)),
    "check_history": lambda value: checks.check_history(value, epochs=3),
    "check_index": lambda value: checks.check_index(value, [5, 6], name="x"),
    "check_input_shape": lambda value: checks.check_input_shape(value, (4,)),
    "check_labels": lambda value: checks.check_labels(value, ["a", "b", "c"], name="x"),
    "check_layers": lambda value: checks.check_layers(value, [layer("Dense", units=3)]),
    "check_legend": lambda value: checks.check_legend(value, 1),
    "check_line": lambda value: checks.check_line(value, [1, 2, 3]),
    "check_loss_falls": lambda value: checks.check_loss_falls(value),
    "check_matching": lambda value: checks.check_matching(
        value, {1: "a"}, name="x", keys=[1], options="ab"
    ),
    "check_model": lambda value: checks.check_model(value),
    "check_new_network": lambda value: checks.check_new_network(value, name="x"),
    "check_number": lambda value: checks.check_number(value, 6.25, name="x"),
    "check_order": lambda value: checks.check_order(value, "ab", name="x", options="ab"),
    "check_output_shape": lambda value: checks.check_output_shape(value, (4,)),
    "check_parameter_count": lambda value: checks.check_parameter_count(value, 83),
    "check_points": lambda value: checks.check_points(value, [1, 2], [3, 4]),
    "check_row_count": lambda value: checks.check_row_count(value, 5, name="x"),
    "check_row_sums": lambda value: checks.check_row_sums(value, name="x"),
    "check_same_layers": lambda value: checks.check_same_layers(value, value),
    "check_same_predictions": lambda value: checks.check_same_predictions(
        value, value, [[1.0]], name="x"
    ),
    "check_saved_model": lambda value: checks.check_saved_model(value, value, [[1.0]], name="x"),
    "check_selection": lambda value: checks.check_selection(
        value, {1, 2}, name="x", options=[1, 2]
    ),
    "check_shape": lambda value: checks.check_shape(value, (2, 5), name="x"),
    "check_steps": lambda value: checks.check_steps(value, samples=5, epochs=(1, 2)),
    "check_table": lambda value: checks.check_table(value, TABLE, name="x"),
    "check_threshold": lambda value: checks.check_threshold(value, at_least=1, name="x"),
    "check_training": lambda value: checks.check_training(value, value, samples=5),
    "check_values": lambda value: checks.check_values(value, [1.0, 2.0, 4.0], name="x"),
}
# Nasty, but with a property that one of the checks asks for.
PROPERTIES = {
    ("check_complete", "categories"),
    ("check_complete", "columns in levels"),
    ("check_complete", "dates"),
    ("check_complete", "digits in a series"),
    ("check_complete", "equal columns"),
    ("check_complete", "twice the same column"),
    ("check_finite", "equal array"),
    ("check_finite", "equal number"),
    ("check_finite", "equal numbers"),
    ("check_finite", "twice the same column"),
    ("check_threshold", "equal number"),
}
# One call of every check with a student's value to compare with.
REFERENCES: dict[str, Callable[[Any], None]] = {
    "check_accuracy": lambda value: checks.check_accuracy([0, 1, 2, 1], value, at_least=0.5),
    "check_grid": lambda value: checks.check_grid(diagonal(), value),
    "check_labels": lambda value: checks.check_labels(["a", "b", "c"], value, name="x"),
    "check_line": lambda value: checks.check_line(diagonal(), value),
    "check_points": lambda value: checks.check_points(diagonal(), value, value),
    "check_table": lambda value: checks.check_table(TABLE, value, name="x"),
    "check_values": lambda value: checks.check_values([1.0, 2.0, 4.0], value, name="x"),
}
RESULTS = [1, 1.5, "a", True, None, [1, 2], np.eye(2), (1, "a"), {"a": 1}, {1, 2}, TABLE]


def test_every_check_is_here() -> None:
    assert sorted(CHECKS) == [name for name in checks.__all__ if name.startswith("check_")]


def test_all_names_are_there() -> None:
    assert all(hasattr(checks, name) for name in checks.__all__)


@pytest.mark.parametrize("name", CHECKS)
def test_docstring(name: str) -> None:
    first, *_ = str(inspect.getdoc(getattr(checks, name))).splitlines()
    assert first.startswith("Checks ")
    assert first.endswith(".")


@pytest.mark.parametrize("name", CHECKS)
def test_signature(name: str) -> None:
    signature = inspect.signature(getattr(checks, name))
    assert {"name", "remedy"} <= signature.parameters.keys()
    keywords = [
        parameter
        for parameter in signature.parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    ]
    assert keywords, "options are given by name"


@pytest.mark.parametrize("value", NASTY)
def test_no_check_accepts_or_stumbles_over(value: str, keras: ModuleType) -> None:
    for name, check in CHECKS.items():
        if (name, value) in PROPERTIES:
            check(NASTY[value]())
        else:
            failure(check, NASTY[value]())
    failure(predict, NASTY[value](), [[1.0]], name="model")


@pytest.mark.parametrize("value", NASTY)
def test_no_comparison_stumbles_over(value: str) -> None:
    for check in REFERENCES.values():
        failure(check, NASTY[value]())


@pytest.mark.parametrize("value", NASTY)
def test_no_result_of_a_function_is_accepted(value: str) -> None:
    for right in RESULTS:
        result = NASTY[value]()
        if result is not None or right is not None:
            failure(
                checks.check_function, lambda got=result: got, lambda it=right: it, [()], name="f"
            )


@pytest.mark.parametrize("value", NASTY)
def test_no_sealed_answer_is_matched(value: str) -> None:
    sealed = Sealed("0" * 16)
    failure(checks.check_number, NASTY[value](), sealed, name="x")
    failure(checks.check_choice, NASTY[value](), sealed, name="x", options=["", "3", "zzz", 99])
    failure(checks.check_selection, NASTY[value](), sealed, name="x", options=["zzz", 99])
    failure(checks.check_order, NASTY[value](), sealed, name="x", options=["zzz", 99])
    failure(checks.check_matching, NASTY[value](), sealed, name="x", keys="a", options="ab")


def test_settings_of_the_student_do_not_matter(keras: ModuleType) -> None:
    with np.errstate(all="raise"):
        checks.check_values([np.inf, 1e308, np.nan], [np.inf, 1e308, np.nan], name="x")
        checks.check_between([1e-308, 1e308], 0, np.inf, name="x")
        failure(checks.check_row_sums, [[1e308, 1e308], [np.inf, -np.inf]], name="x")
        checks.check_loss_falls({"loss": [1e308, 1e-308]})
        checks.check_curve(diagonal(), lambda x: x, low=0, high=1)
        failure(checks.check_accuracy, [0, 1], [1, 0], at_least=0.5)
