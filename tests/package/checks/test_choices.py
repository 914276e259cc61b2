"""Checks of multiple-choice answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbjudge.checks import check_choice, check_matching, check_order, check_selection, seal

from .failing import failure

OPTIONS = ["sigmoid", "ReLU", "linear"]
NO_OPTIONS = {
    "another text": "tanh",
    "number": 1,
    "boolean": True,
    "none": None,
    "list": ["ReLU"],
    "set": {"ReLU"},
    "array": np.array(["ReLU"]),
    "bytes": b"ReLU",
    "part": "Re",
    "two": "ReLU, linear",
}


@pytest.mark.parametrize("answer", ["ReLU", "relu", " RELU ", np.str_("ReLU")], ids=repr)
@pytest.mark.parametrize("reference", [None, "ReLU", seal("ReLU", "answer")], ids=str)
def test_choice(answer: object, reference: object) -> None:
    check_choice(answer, reference, name="answer", options=OPTIONS)


@pytest.mark.parametrize("answer", NO_OPTIONS.values(), ids=NO_OPTIONS)
def test_no_option(answer: object) -> None:
    message = failure(check_choice, answer, "linear", name="answer", options=OPTIONS)
    assert message.startswith("`answer`: expected one of `'sigmoid'`, `'ReLU'` and `'linear'`, got")


@pytest.mark.parametrize("reference", ["linear", seal("linear", "answer")], ids=["plain", "sealed"])
def test_wrong_choice(reference: object) -> None:
    message = failure(
        check_choice, "relu", reference, name="answer", options=OPTIONS, remedy="Look.",
        secret="linear",
    )  # fmt: skip
    assert message == "`answer`: expected the right option, got `'relu'`. Look."


@pytest.mark.parametrize(
    ("answer", "options"),
    [
        (2, [1, 2]),
        ("2", [1, 2]),
        (2.0, [1, 2]),
        (np.int64(2), [1, 2]),
        (2, ["1", "2"]),
        (np.bool_(True), [True, False]),
        (0.1, [0.1, 1]),
        (np.float32(0.1), [0.1, 1]),
    ],
    ids=str,
)
def test_options_of_any_kind(answer: object, options: list[object]) -> None:
    right = next(option for option in options if str(option) in ("2", "True", "0.1"))
    check_choice(answer, right, name="answer", options=options)


def test_true_is_not_one() -> None:
    failure(check_choice, True, 1, name="answer", options=[1, 2])


@given(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.sampled_from("abcdefgh"))
def test_choice_is_right_only_if_it_is_the_reference(options: set[str], answer: str) -> None:
    for reference in options:
        if answer == reference:
            check_choice(answer, reference, name="x", options=options)
        else:
            failure(check_choice, answer, reference, name="x", options=options)


SELECTIONS = {
    "set": {1, 5},
    "frozen set": frozenset({1, 5}),
    "list": [5, 1],
    "tuple": (1, 5),
    "array": np.array([5, 1]),
    "series": pd.Series([1, 5]),
    "index": pd.Index([1, 5]),
    "unique values": pd.Series([5, 1, 1], dtype="Int64").unique(),
    "text": {"1", "5"},
    "twice": [1, 5, 1],
}
NO_SELECTIONS = {
    "one too many": {1, 5, 3},
    "one too few": {1},
    "none of them": set(),
    "not an option": {1, 7},
    "number": 15,
    "text": "15",
    "dictionary": {1: 5},
    "array without axes": np.array(1),
    "array of arrays": np.array([[1, 5]]),
    "list in a list": [[1, 5]],
    "generator": (number for number in (1, 5)),
    "none": None,
    "ellipsis": [1, 5, ...],
    "booleans": [True, False],
}


@pytest.mark.parametrize("answer", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("reference", [None, {1, 5}, [5, 1], seal({1, 5}, "chosen")], ids=str)
def test_selection(answer: object, reference: Any) -> None:
    check_selection(answer, reference, name="chosen", options=range(1, 6))


@pytest.mark.parametrize("answer", NO_SELECTIONS.values(), ids=NO_SELECTIONS)
@pytest.mark.parametrize("reference", [{1, 5}, seal({1, 5}, "chosen")], ids=["plain", "sealed"])
def test_wrong_selection(answer: object, reference: object) -> None:
    message = failure(check_selection, answer, reference, name="chosen", options=range(1, 6))
    assert "`chosen`" in message


def test_selection_of_texts() -> None:
    check_selection(pd.Series(["b", "A"]).unique(), ["a", "B"], name="x", options="abc")


def test_no_option_may_be_right() -> None:
    check_selection([], [], name="x", options="abc")
    failure(check_selection, ["a"], [], name="x", options="abc")


def in_order(other: list[str], reference: object, *, right: bool) -> None:
    """Looks at an order as it is right, or is not."""
    if right:
        check_order(other, reference, name="steps", options="abcd")
    else:
        message = failure(check_order, other, reference, name="steps", options="abcd")
        assert message.startswith("`steps`: expected the right order, got `[")


@given(st.permutations("abcd"), st.permutations("abcd"))
def test_order_is_right_only_if_it_is_the_reference(one: list[str], other: list[str]) -> None:
    in_order(other, one, right=one == other)


@pytest.mark.parametrize("other", ["abcd", "abdc"])
def test_order_is_right_only_if_it_is_sealed(other: str) -> None:
    in_order([*other], seal([*"abcd"], "steps"), right=other == "abcd")


@pytest.mark.parametrize(
    "answer",
    [("b", "a", "c"), np.array(["b", "a", "c"]), pd.Series(["B", "a ", "c"]), ["b", "A", "c"]],
    ids=["tuple", "array", "series", "case"],
)
def test_order(answer: object) -> None:
    check_order(answer, "bac", name="steps", options="abc")
    check_order(answer, name="steps", options="abc")


@pytest.mark.parametrize(
    "answer",
    [
        "bac",
        pytest.param({"b", "a", "c"}, id="set"),
        ["b", "a"],
        list("bacc"),
        list("bbc"),
        [["b"], "a", "c"],
        [{}],
        None,
        1,
    ],
    ids=str,
)
def test_no_order(answer: object) -> None:
    assert "`steps`" in failure(check_order, answer, "bac", name="steps", options="abc")


RIGHT = {1: "A", 2: "C", 3: "B"}
MATCHINGS = {
    "dictionary": RIGHT,
    "another order": {3: "B", 1: "A", 2: "C"},
    "case": {1: "a", 2: " c", 3: "b"},
    "text keys": {"1": "A", "2": "C", "3": "B"},
    "series": pd.Series(RIGHT),
    "numpy": {np.int64(1): np.str_("A"), np.int64(2): "C", np.int64(3): "B"},
}
NO_MATCHINGS = {
    "swapped": {1: "C", 2: "A", 3: "B"},
    "key missing": {1: "A", 2: "C"},
    "key too many": {1: "A", 2: "C", 3: "B", 4: "B"},
    "another key": {1: "A", 2: "C", 4: "B"},
    "key twice": {1: "B", "1": "A", 2: "C", 3: "B"},
    "key twice in a series": pd.Series(["B", "A", "C", "B"], index=[1, 1, 2, 3]),
    "several options": {1: "A", 2: ["C"], 3: "B"},
    "not an option": {1: "A", 2: "D", 3: "B"},
    "none": {1: "A", 2: None, 3: "B"},
    "list": ["A", "C", "B"],
    "pairs": [(1, "A"), (2, "C"), (3, "B")],
    "empty": {},
}


@pytest.mark.parametrize("answer", MATCHINGS.values(), ids=MATCHINGS)
@pytest.mark.parametrize("reference", [None, RIGHT, seal(RIGHT, "match")], ids=str)
def test_matching(answer: object, reference: Any) -> None:
    check_matching(answer, reference, name="match", keys=[1, 2, 3], options="ABC")


@pytest.mark.parametrize("answer", NO_MATCHINGS.values(), ids=NO_MATCHINGS)
@pytest.mark.parametrize("reference", [RIGHT, seal(RIGHT, "match")], ids=["plain", "sealed"])
def test_wrong_matching(answer: object, reference: object) -> None:
    options = {"name": "match", "keys": [1, 2, 3], "options": "ABC"}
    assert "`match`" in failure(check_matching, answer, reference, **options)


def test_matching_counts_what_is_wrong() -> None:
    options: dict[str, Any] = {"name": "match", "keys": [1, 2, 3], "options": "ABC"}
    swapped = NO_MATCHINGS["swapped"]
    message = failure(check_matching, swapped, RIGHT, remedy="Look.", **options)
    assert message == "`match`: expected every entry right, got 2 of 3 wrong. Look."
    message = failure(check_matching, swapped, seal(RIGHT, "match"), **options)
    assert message == "`match`: expected every entry right, got at least one wrong."
    message = failure(check_matching, {1: "A", 2: "D", 3: "B"}, RIGHT, **options)
    assert message == "`match` for `2`: expected one of `'A'`, `'B'` and `'C'`, got `'D'`."
    message = failure(check_matching, {1: "A"}, RIGHT, **options)
    assert message == "the keys of `match`: expected `1`, `2` and `3`, got `[1]`."
