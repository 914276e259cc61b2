"""What was handed in is opened with care, and the student is told what was left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nbjudge.course.folder import CourseFolder
from nbjudge.grading.submissions import Submission, open_submission
from nbjudge.submission.timestamp import TIMESTAMP

Open = Callable[[bytes], Submission]


@pytest.fixture
def handed_in_at(course: CourseFolder, hand_in: Callable[..., Path], tmp_path: Path) -> Open:
    """Opens a submission with this in the file that says when it was handed in."""

    def open_it(moment: bytes) -> Submission:
        hand_in("ada", "letters").with_name(TIMESTAMP).write_bytes(moment)
        return open_submission(course, "01-numbers", "ada", tmp_path / "stage")

    return open_it


def test_time_of_handing_in_is_in_utc(handed_in_at: Open) -> None:
    submission = handed_in_at(b"2026-03-29 14:30:00 +0200")
    assert submission.content.files[TIMESTAMP].read_bytes() == b"2026-03-29 12:30:00 UTC\n"
    assert submission.notes == ()


@pytest.mark.parametrize(
    ("moment", "got"),
    [
        (b"2026-01-15 11:00:00 CST\n", "`2026-01-15 11:00:00 CST`"),
        (b"last `week`", "`last 'week'`"),
        (b"", "other content"),
        (b"\x00\xff", "other content"),
        (b"x" * 5_000, f"`{'x' * 60}`"),
    ],
    ids=["two-meanings", "words", "empty", "rubbish", "long"],
)
def test_unclear_time_of_handing_in_is_said(moment: bytes, got: str, handed_in_at: Open) -> None:
    submission = handed_in_at(moment)
    assert TIMESTAMP not in submission.content.files
    assert submission.notes == (
        "`timestamp.txt` was left out: expected a time of one meaning, such as "
        f"`2026-01-15 11:00:00 UTC`, got {got}",
    )
