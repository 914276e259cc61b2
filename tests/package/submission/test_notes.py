"""Students are told what was put right, in as many sentences as somebody reads."""

from __future__ import annotations

import pytest

from nbjudge.submission.notes import bounded


@pytest.mark.parametrize(
    ("count", "last"), [(0, None), (20, "note 19"), (21, "and 1 more"), (1_500, "and 1,480 more")]
)
def test_notes_are_bounded(count: int, last: str | None) -> None:
    notes = bounded(f"note {number}" for number in range(count))
    assert len(notes) == min(count, 21)
    assert (notes[-1] if notes else None) == last
