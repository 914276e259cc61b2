"""How values are spoken of."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbjudge.checks.wording import code, listing, problem, show, with_article

from .nasty import NASTY

ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
VALUES = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner)
    ),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "`3`"),
        ("3", "`'3'`"),
        (None, "`None`"),
        (np.float64(2.5), "`2.5`"),
        (np.float32(0.1), "`0.1`"),
        pytest.param(np.array([object()])[0:1], "`[<object object>]`", id="object"),
        (np.str_("a"), "`'a'`"),
        (np.bool_(True), "`True`"),
        (np.array([1.0, 2.0]), "`[1.0, 2.0]`"),
        (np.zeros((3, 4)), "an array of shape (3 × 4)"),
        (np.zeros(9), "an array of shape (9)"),
        (pd.Series([1, 2]), "a Series of shape (2)"),
        (pd.DataFrame({"a": [1]}), "a DataFrame of shape (1 × 1)"),
        ("two\nlines", r"`'two\nlines'`"),
        (list(range(100)), "`[0, 1, 2, 3, 4, 5, 6, 7, ...]`"),
    ],
    ids=str,
)
def test_show(value: object, text: str) -> None:
    assert show(value) == text


def test_show_leaves_out_where_an_object_lies() -> None:
    assert " at 0x" not in show(lambda: 0)


def test_show_does_not_spell_out_what_is_long() -> None:
    # repr of this list takes half a minute
    assert len(show([[0] * 10_000_000] * 100)) < 100


@given(VALUES)
def test_show_is_one_short_line(value: object) -> None:
    assert_short_line(show(value))


@pytest.mark.parametrize("name", NASTY)
def test_show_survives(name: str) -> None:
    assert_short_line(show(NASTY[name]()))


def assert_short_line(text: str) -> None:
    assert text
    assert len(text) <= 120
    assert text.isprintable()


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], "none"),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        ([1, 2, 3], "1, 2 and 3"),
        (range(12), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11"),
        (range(2011), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2,000 others"),
    ],
    ids=["none", "one", "two", "three", "twelve", "many"],
)
def test_listing(items: list[object], text: str) -> None:
    assert listing(items) == text


@pytest.mark.parametrize(
    ("noun", "text"), [("array", "an array"), ("list", "a list"), ("", "a "), ("Int", "an Int")]
)
def test_with_article(noun: str, text: str) -> None:
    assert with_article(noun) == text


def test_code_is_one_short_line() -> None:
    assert code("model") == "`model`"
    assert_short_line(code("line\n" * 1000 + "\ud800"))


class RaisingMessage(Exception):
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("too small."), "ValueError: too small"),
        (ValueError(), "ValueError"),
        (ValueError("two\nlines"), "ValueError: two lines"),
        (RaisingMessage(), "RaisingMessage"),
        (KeyError("a"), "KeyError: 'a'"),
    ],
    ids=["sentence", "nothing", "lines", "raising", "key"],
)
def test_problem(error: Exception, text: str) -> None:
    assert problem(error) == text


def test_problem_is_bounded() -> None:
    assert len(problem(ValueError("x" * 10_000))) <= 160
