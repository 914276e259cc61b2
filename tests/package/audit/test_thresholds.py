"""Limits between right and wrong values, and the file that keeps them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nbjudge.audit.thresholds import (
    FILE,
    Place,
    Threshold,
    chosen,
    judged,
    load_thresholds,
    thresholds_text,
)
from nbjudge.errors import CourseError

ACCURACY = Place("02-a/net", "test_net", "the accuracy of `net`", True, "weather: real")
LOSS = Place("02-a/net", "test_loss", 'the loss of "net", in h²', False)


def draws(mean: float, spread: float, seed: int = 0, n: int = 40) -> list[float]:
    return [float(f"{x:.6g}") for x in np.random.default_rng(seed).normal(mean, spread, n)]


def test_a_limit_between_right_and_wrong_values() -> None:
    found = chosen(ACCURACY, draws(0.8, 0.02), {"guess": draws(0.5, 0.03, 1)}, {"keras": "3"})
    assert found is not None
    assert 0.61 < found.limit < 0.72
    assert found.fails <= 1e-3
    assert found.passes <= 1e-2
    assert found.holds
    assert found.versions == {"keras": "3"}


def test_a_limit_for_what_should_be_small() -> None:
    wrong = {"shuffled": draws(2.3, 0.01, 1), "unscaled": draws(2.1, 0.03, 2)}
    found = chosen(LOSS, draws(1.6, 0.06), wrong, {})
    assert found is not None
    assert 1.8 < found.limit < 2.05
    # The nearest of the wrong answers counts.
    assert judged(LOSS, 2.08, found.right, wrong, {}).passes > 0.1


def test_a_limit_where_no_wrong_answer_is_known() -> None:
    """The strictest that right ones reach: no value of theirs is beyond it."""
    right = draws(0.8, 0.02)
    found = chosen(ACCURACY, right, {}, {})
    assert found is not None
    assert 0.6 < found.limit < min(right)
    assert 1e-4 < found.fails <= 1e-3


def test_values_that_no_limit_keeps_apart() -> None:
    assert chosen(ACCURACY, draws(0.6, 0.05), {"guess": draws(0.5, 0.05, 1)}, {}) is None


def test_values_of_no_known_distribution() -> None:
    heaps = [*draws(0.8, 0.001), *draws(0.4, 0.001, 1)]
    found = judged(ACCURACY, 0.2, heaps, {}, {})
    assert (found.fails, found.holds) == (1.0, False)
    assert chosen(ACCURACY, heaps, {}, {}) is None


def test_a_limit_that_right_answers_fail_or_wrong_ones_pass() -> None:
    right, wrong = draws(0.8, 0.02), {"guess": draws(0.5, 0.03, 1)}
    assert judged(ACCURACY, 0.66, right, wrong, {}).holds
    too_strict, too_kind = (judged(ACCURACY, limit, right, wrong, {}) for limit in (0.77, 0.55))
    assert too_strict.fails > 0.05
    assert too_strict.passes < 1e-2
    assert too_kind.passes > 0.02
    assert too_kind.fails < 1e-3
    assert not too_strict.holds
    assert not too_kind.holds


def test_the_file_says_again_what_was_written(tmp_path: Path) -> None:
    right, wrong = draws(0.8, 0.02), {"wrong_guess": draws(0.5, 0.03, 1), "wrong_b": [0.25] * 3}
    written = [
        judged(ACCURACY, 0.66, right, wrong, {"keras": "3.15.1", "scikit-learn": "1.8"}),
        judged(LOSS, 2.0, draws(1.5, 0.1), {}, {}),
    ]
    (tmp_path / FILE).write_text(thresholds_text(written), encoding="utf-8")
    read = load_thresholds(tmp_path)
    assert [one.place for one in read] == [LOSS, ACCURACY]
    for one in read:
        again = judged(one.place, one.limit, one.right, one.wrong, one.versions)
        assert again.fails == pytest.approx(one.fails, rel=1e-4)
        assert again.passes == pytest.approx(one.passes, rel=1e-4)
    assert thresholds_text(read) == thresholds_text(written)


def test_a_file_with_too_few_values_is_refused(tmp_path: Path) -> None:
    few = judged(ACCURACY, 0.66, draws(0.8, 0.02)[:9], {}, {})
    (tmp_path / FILE).write_text(thresholds_text([few]), encoding="utf-8")
    with pytest.raises(CourseError, match="9 values in `right`"):
        load_thresholds(tmp_path)


def test_no_file_means_no_thresholds(tmp_path: Path) -> None:
    assert load_thresholds(tmp_path) == []


@pytest.mark.parametrize(
    "text", ["[[threshold", "[[threshold]]\nlimit = 3", "threshold = 3", "[[threshold]]\nplace = 3"]
)
def test_a_file_that_nobody_understands(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match="what `nbjudge calibrate` writes"):
        load_thresholds(tmp_path)


def test_holding_takes_both_chances() -> None:
    made = {"place": ACCURACY, "limit": 0.5, "right": [0.7]}
    assert Threshold(fails=1e-3, passes=1e-2, **made).holds
    assert not Threshold(fails=2e-3, passes=0, **made).holds
    assert not Threshold(fails=0, passes=0.02, **made).holds
