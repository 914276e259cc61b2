"""Why a test cell failed: the author's words, and no value that the author did not write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from nbjudge.checks import check_number
from nbjudge.kernels.borrowing import Borrower
from nbjudge.kernels.reasons import HIDDEN, TEST_CELL, reason, written

HELPER = """\
def check(got, want):
    assert got == want, f"got {got}"

def bare(got, want):
    assert got == want
"""


NAMES = {"answer": 7, "secret": 12321, "np": np, "check_number": check_number}


def told(source: str, visible: str = "", **options: object) -> str:
    """The reason for which a test cell fails, of which students see some lines."""
    try:
        exec(compile(source, TEST_CELL, "exec"), dict(NAMES))
    except BaseException as error:
        return reason(error, source, visible, **options)
    raise AssertionError("the test cell has passed")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("assert answer == secret, 'look again'", "look again"),
        ("assert answer == secret, f'got {answer}, not {secret}'", "got 7, not 12321"),
        ("assert answer == secret, 'got %d' % answer", "got 7"),
        ("assert answer == secret, 'got {}'.format(answer)", "got 7"),
        ("assert answer == secret, 'got ' + str(answer)", "got 7"),
        ("assert answer == secret, (\n    'more '\n    'lines'\n)", "more lines"),
        ("assert (\n    answer\n    == secret\n), 'look again'", "look again"),
        ("text = 'look again'\nassert answer == secret, text", "look again"),
        ("texts = {'a': 'look again'}\nassert answer == secret, texts['a']", "look again"),
        ("def f(x):\n    assert x == secret, 'in f'\nf(answer)", "in f"),
        ("def f(x, text):\n    assert x == secret, text\nf(answer, 'in f')", "in f"),
        ("for x in [secret, answer]:\n    assert x == secret, f'{x}: no'", "7: no"),
        (
            "import contextlib\nwith contextlib.suppress(KeyError):\n    assert 0, 'in with'",
            "in with",
        ),
        ("try:\n    assert 0, 'in try'\nfinally:\n    pass", "in try"),
        ("assert 1, 'a'; assert 0, 'b'; assert 1, 'c'", "b"),
        ("if answer != secret:\n    raise AssertionError('look again')", "look again"),
        ("raise ValueError('look again')", "ValueError: look again"),
        ("try:\n    secret + ''\nexcept TypeError:\n    raise AssertionError('no')", "no"),
        (
            "try:\n    np.testing.assert_equal(answer, secret)\n"
            "except AssertionError as e:\n    raise AssertionError(f'wrong: {e}')",
            "wrong: …",
        ),
        ("np.testing.assert_equal(answer, secret, err_msg='look again')", "look again"),
        ("np.testing.assert_equal(answer, secret, 'look again')", "look again"),
        (
            "from unittest import TestCase\nTestCase().assertEqual(answer, secret, 'look again')",
            "look again",
        ),
        ("from unittest import TestCase\nTestCase().assertTrue(0, msg=f'{secret}: no')", "…: no"),
        ("from unittest import TestCase\nTestCase().fail('look again')", "look again"),
        ("check_number(answer, secret, name='answer')", "`answer`: expected the right number"),
    ],
)
def test_words_of_the_author_are_told(source: str, text: str) -> None:
    assert told(source).startswith(text)


@pytest.mark.parametrize(
    "source",
    [
        "assert answer == secret",
        "assert answer == secret, secret",
        "assert answer == secret, (answer, secret)",
        "assert answer == secret, f'{secret}'",
        "assert answer == secret, f'{answer} != {secret}'",
        "assert answer == secret, str(secret)",
        "texts = ['12321']\nassert str(answer) == texts[0], texts[0]",
        "text = '12321'\nif str(answer) != text:\n    raise AssertionError(text)",
        "np.testing.assert_array_equal([answer], [secret])",
        "np.testing.assert_allclose(answer, secret)",
        "from unittest import TestCase\nTestCase().assertEqual(answer, secret)",
        "from unittest import TestCase\nTestCase().assertEqual('a', '12321')",
        "from unittest import TestCase\nwith TestCase().assertRaises(KeyError):\n    str(secret)",
        "from unittest import TestCase\nTestCase().assertRaises(KeyError, str, '12321')",
        "import pandas as pd\npd.testing.assert_series_equal(pd.Series([1]), pd.Series([secret]))",
        "try:\n    np.testing.assert_equal(answer, secret)\n"
        "except AssertionError as e:\n    raise AssertionError(str(e))",
        "try:\n    np.testing.assert_equal(answer, secret)\n"
        "except AssertionError as e:\n    raise AssertionError(e)",
        "try:\n    np.testing.assert_equal(answer, secret)\nexcept AssertionError as e:\n    raise",
        "try:\n    np.testing.assert_equal(answer, secret)\n"
        "except AssertionError as e:\n    text = str(e)\nassert False, text",
        "import traceback\ntry:\n    np.testing.assert_equal(answer, secret)\n"
        "except AssertionError:\n    assert False, traceback.format_exc()",
    ],
)
def test_values_are_not_told(source: str) -> None:
    assert told(source) == HIDDEN
    for line in range(1, len(source.splitlines()) + 1):
        assert written(source, "", [line]) == HIDDEN


def test_code_of_students_speaks_for_itself(
    borrower: Callable[[dict[str, object]], Borrower], monkeypatch: pytest.MonkeyPatch
) -> None:
    def theirs() -> None:
        raise ValueError("of the student")

    monkeypatch.setitem(NAMES, "theirs", borrower({"theirs": theirs}).name("theirs"))
    assert told("theirs()") == "ValueError: of the student"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{}[str(secret)]", f"{HIDDEN} with KeyError"),
        ("int(f'{secret}x')", f"{HIDDEN} with ValueError"),
        ("raise LookupError(secret)", f"{HIDDEN} with LookupError"),
        ("assert answer.shape == secret", f"{HIDDEN} with AttributeError: 'int' object has no"),
        ("len(answer)", f"{HIDDEN} with TypeError: object of type 'int' has no len()"),
        ("assert answer / 0, 'look again'", f"{HIDDEN} with ZeroDivisionError: division by zero"),
        ("def f():\n    f()\nf()", f"{HIDDEN} with RecursionError"),
        ("raise SystemExit", f"{HIDDEN} with SystemExit"),
    ],
)
def test_errors_of_hidden_lines_tell_no_values(source: str, text: str) -> None:
    assert told(source).startswith(text)


@pytest.mark.parametrize(
    ("source", "visible", "text"),
    [
        ("assert answer == 8", 1, "`assert answer == 8` does not hold"),
        ("x = 1\nassert answer == 8", 1, HIDDEN),
        ("assert (\n    answer\n    == 8\n)", 4, "`assert ( answer == 8 )` does not hold"),
        ("assert (\n    answer\n    == 8\n)", 2, HIDDEN),
        ("np.testing.assert_equal(answer, 8)", 1, "`np.testing.assert_equal(answer, 8)` does not"),
        ("def f(x):\n    assert x == 8\nf(answer)", 3, "`f(answer)` does not hold"),
        ("def f(x):\n    assert x == 8\nf(answer)", 2, HIDDEN),
        ("for x in [8, 7]:\n    assert x == 8", 2, "`assert x == 8` does not hold"),
        ("answer[0]", 1, "TypeError: 'int' object is not subscriptable"),
        (f"assert answer == {'1 + ' * 100}1", 1, "`assert answer == 1 + 1 +"),
    ],
)
def test_line_that_failed_is_shown_if_students_see_it(source: str, visible: int, text: str) -> None:
    lines = source.splitlines()
    shown = [*lines[:visible], *[""] * (len(lines) - visible)]
    message = told(source, "\n".join(shown))
    assert message.startswith(text)
    assert len(message) < 200


def test_helpers_of_the_course_speak_like_test_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    helper = tmp_path / "own_checks.py"
    helper.write_text(HELPER)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "own_checks", None)
    monkeypatch.delitem(sys.modules, "own_checks")
    authors = {str(helper): HELPER}
    source = "from own_checks import bare, check\ncheck(answer, secret)"
    assert told(source, authors=authors) == "got 7"
    assert told(source) == HIDDEN
    assert told(source.replace("check(", "bare("), authors=authors) == HIDDEN


def test_other_code_of_the_course_has_a_name() -> None:
    source = f"exec(compile({HELPER!r}, '<own>', 'exec'))\ncheck(answer, secret)"
    assert told(source) == HIDDEN
    assert told(source, authors={"<own>": HELPER}) == "got 7"


@pytest.mark.parametrize(
    ("source", "lines", "text"),
    [
        ("assert answer == secret, 'look again'", [1], "look again"),
        ("assert answer == secret, f'got {answer}'", [1], "got …"),
        ("assert answer == secret, 'got %d of %s' % (answer, 1)", [1], "got … of …"),
        ("assert answer == secret, 'got {:d}'.format(answer)", [1], "got …"),
        ("assert answer == secret", [1], HIDDEN),
        ("def f(x):\n    assert x == 8, 'in f'\nf(answer)", [3, 2], "in f"),
        ("np.testing.assert_equal(answer, 8, err_msg='look again')", [1], "look again"),
        ("assert 1, 'a'\nassert 0, 'b'", [], HIDDEN),
        ("assert 1, 'a'", [99], HIDDEN),
        ("assert 1, 'a'", [-1, 0], HIDDEN),
        ("assert (", [1], HIDDEN),
    ],
)
def test_lines_alone_give_constant_texts(source: str, lines: list[int], text: str) -> None:
    assert written(source, "", lines) == text


def test_lines_alone_show_what_students_see() -> None:
    source = "assert answer == 8, answer\nassert answer == 9"
    visible = "assert answer == 8, answer\n"
    assert written(source, visible, [1]) == "`assert answer == 8, answer` does not hold"
    assert written(source, visible, [2]) == HIDDEN
    assert written("assert answer.x, 'look'", "", [1], is_assertion=False) == HIDDEN
