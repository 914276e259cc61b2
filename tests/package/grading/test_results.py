"""Grades that are kept, and the trainings of reference solutions with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nbjudge.engine.job import Grade
from nbjudge.engine.verdicts import Verdict
from nbjudge.grading import results
from nbjudge.grading.results import Results
from nbjudge.submission.content import as_bytes

VERDICTS = (Verdict("test_square", "passed", 2.0, 2.0),)


def kept(place: Results, key: str, trainings: bytes | None) -> Grade:
    """A grade that was kept, as it is found again."""
    place.keep(key, Grade(b"{}", VERDICTS, trainings=trainings))
    found = place.find(key)
    assert found is not None
    assert found.verdicts == VERDICTS
    return found


def test_trainings_are_kept_with_a_grade(tmp_path: Path) -> None:
    trainings = kept(Results(tmp_path), "key", b"trained").trainings
    assert isinstance(trainings, Path)
    assert as_bytes(trainings) == b"trained"


@pytest.mark.parametrize("trainings", [None, b""], ids=["not noted", "nothing trained"])
def test_nothing_is_kept_where_nothing_was_trained(trainings: bytes | None, tmp_path: Path) -> None:
    assert kept(Results(tmp_path), "key", trainings).trainings is None


def test_trainings_of_earlier_versions_give_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "_MOST_BYTES", 250)
    place = Results(tmp_path)
    for key in ("a1", "b2", "c3"):
        kept(place, key, bytes(100))
    found = [place.find(key) for key in ("a1", "b2", "c3")]
    assert [one is not None and one.trainings is not None for one in found] == [False, True, True]
    assert None not in found
