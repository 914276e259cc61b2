"""A first look at the files of a submission: which cells each notebook holds, and when it came.

For a process that may come to harm: see `nbjudge.kernels.confined`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from nbjudge.course.cells import claimed_id
from nbjudge.errors import SubmissionError
from nbjudge.submission.reading import read_submitted
from nbjudge.submission.timestamp import utc_timestamp


def cells_held(files: Sequence[BinaryIO]) -> bytes:
    """The grade ids in each of these files, as JSON; null for one that is no notebook."""
    return json.dumps([_grade_ids(file.read()) for file in files]).encode()


def time_held(files: Sequence[BinaryIO]) -> bytes:
    """The time in the one file, in UTC; nothing if there is no time of one meaning in it."""
    (file,) = files
    try:
        return utc_timestamp(file.read())
    except (ValueError, OverflowError):
        return b""


def _grade_ids(content: bytes) -> list[str] | None:
    try:
        cells = read_submitted(content).cells
    except SubmissionError:
        return None
    return sorted({grade_id for cell in cells if (grade_id := claimed_id(cell))})
