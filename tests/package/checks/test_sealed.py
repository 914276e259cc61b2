"""Sealed answers: equal for equal meanings, different otherwise."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nbjudge.checks import Sealed, seal
from nbjudge.checks.sealed import canonical, matches

NUMBERS = st.integers() | st.floats(allow_nan=False)
TEXTS = st.text(alphabet='aB1 ,:{}[]"\\', max_size=4)
ATOMS = st.none() | st.booleans() | NUMBERS | TEXTS
ANSWERS = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.frozensets(ATOMS, min_size=1, max_size=3)
        | st.dictionaries(ATOMS, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def meaning(answer: object) -> object:
    """What an answer means, by its definition: two mean the same if these are equal."""
    if isinstance(answer, list | tuple):
        return ("row", *map(meaning, answer))
    if isinstance(answer, frozenset):
        return ("set", frozenset(map(meaning, answer)))
    if isinstance(answer, dict):
        pairs = sorted((repr(meaning(key)), repr(meaning(value))) for key, value in answer.items())
        return ("pairs", *pairs)
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        if abs(answer) > 2**1000 and isinstance(answer, int):
            return hex(answer)
        answer = f"{answer:.9g}".replace("-0", "0") if answer == 0 else f"{answer:.9g}"
    return str(answer).strip().casefold()


@given(ANSWERS, ANSWERS)
def test_spelling_is_equal_for_equal_meanings_only(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) == (meaning(one) == meaning(other))


@given(ANSWERS)
def test_spelling_is_stable(answer: object) -> None:
    assert canonical(answer) == canonical(answer)
    assert matches(answer, answer, "question")


def test_what_is_sealed_is_matched() -> None:
    assert matches({"b", "a"}, seal({"a", "b"}, "question"), "question")
    assert not matches({"b"}, seal({"a", "b"}, "question"), "question")


def test_a_try_costs_what_is_stated() -> None:
    """The parameters of the hash, not the time that this machine takes for it."""
    found = hashlib.scrypt(b"xor", salt=b"question", n=2**14, r=8, p=1, maxmem=2**25, dklen=8)
    assert seal("XOR", "question") == Sealed(found.hex())


@given(st.lists(st.integers() | TEXTS, min_size=2, max_size=5), st.randoms())
def test_order_counts_in_lists_alone(items: list[object], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)
    assert canonical(set(items)) == canonical(set(shuffled))
    assume(list(map(meaning, items)) != list(map(meaning, shuffled)))
    assert canonical(items) != canonical(shuffled)


SAME = {
    "case": ("Adelie", "adelie"),
    "outer blanks": (" a b ", "a b"),
    "number and digits": (1, "1"),
    "integer and float": (3, 3.0),
    "minus zero": (0.0, -0.0),
    "sum of floats": (0.1 + 0.2, 0.3),
    "float32": (np.float32(0.1), 0.1),
    "float16": (np.float16(0.1), 0.1),
    "long double": (np.longdouble("0.5"), 0.5),
    "numpy integer": (np.int64(7), 7),
    "numpy boolean": (np.bool_(True), True),
    "numpy text": (np.str_("A"), "a"),
    "boolean and text": (True, "true"),
    "list and tuple": ([1, 2], (1, 2)),
    "list and array": ([1, 2], np.array([1, 2])),
    "list and series": ([1, 2], pd.Series([1, 2])),
    "order of a set": ({1, 2, 3}, {3, 2, 1}),
    "the same member twice": ({1, "1"}, {1}),
    "order of keys": ({"a": 1, "b": 2}, {"B": 2, "A": 1}),
    "huge integers": (10**400, 10**400),
}
DIFFERENT = {
    "numbers": (1, 2),
    "sign": (1, -1),
    "boolean and number": (True, 1),
    "ninth digit": (1.00000001, 1.00000002),
    "inner blanks": ("a b", "ab"),
    "list and set": ([1, 2], {1, 2}),
    "order": ([1, 2], [2, 1]),
    "nothing and one empty text": ([], [""]),
    "text that looks like a list": ("[1,2]", [1, 2]),
    "text with a comma": (["a,b"], ["a", "b"]),
    "text with a colon": ({"a:b"}, {"a": "b"}),
    "quotes": ('""', ""),
    "missing": (None, ""),
    "huge integers": (10**400, 10**401),
    "keys and values": ({"a": "b"}, {"b": "a"}),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_same(one: object, other: object) -> None:
    assert seal(one, "question") == seal(other, "question")


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different(one: object, other: object) -> None:
    assert seal(one, "question") != seal(other, "question")


def test_question_salts_the_seal() -> None:
    assert seal("a", "one") != seal("a", "other")


@pytest.mark.parametrize(
    ("answer", "digits"),
    [
        ("XOR", "250351f00d9a453d"),
        ({1: "A", 2: "b"}, "2241746bb1c2f72b"),
        ([1.5, "x y"], "db5850dc0cb2df19"),
        ({"b", "a"}, "05ec3c157804e7d9"),
    ],
    ids=["text", "matching", "order", "selection"],
)
def test_seals_in_notebooks_stay_valid(answer: object, digits: str) -> None:
    assert seal(answer, "question") == Sealed(digits)


@pytest.mark.parametrize("answer", [object(), 1j, seal], ids=["object", "complex", "function"])
def test_what_is_no_answer(answer: object) -> None:
    with pytest.raises(TypeError):
        canonical(answer)
