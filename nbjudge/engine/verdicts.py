"""What came of a test cell."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal, get_args

from nbformat import NotebookNode
from nbformat.v4 import new_output

from nbjudge.checks.thresholds import Measured

Status = Literal[
    "passed",
    "partial",
    "failed",
    "unattempted",
    "error",
    "timeout",
    "out_of_memory",
    "kernel_died",
    "refused",
    "grader_fault",
]
# How a test cell is judged: on inert copies, on the student's live objects, or not at all.
Way = Literal["inert", "live", "none"]
_WIDTH = 88
STATUSES: tuple[Status, ...] = get_args(Status)
# The names of errors whose output holds a message for students, and no lines of a test.
SPOKEN = frozenset({"CheckFailed", *(status.replace("_", " ") for status in STATUSES)})


@dataclass(frozen=True)
class Verdict:
    """The outcome of one test cell, with the points it gives and a message for the student.

    `way` is how it was judged; `seconds` is how long the test cell took; `peak_bytes` the most
    memory that the student's kernel had used by the end. `measured` is what was compared with a
    threshold, as far as the test cell went.
    """

    grade_id: str
    status: Status
    points: float
    max_points: float
    message: str = ""
    seconds: float = 0.0
    peak_bytes: int = 0
    way: Way = "inert"
    measured: tuple[Measured, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether judging it again would give the same: nothing of the grader's own failed."""
        return self.status != "grader_fault" or self.way == "none"


def outputs(verdict: Verdict) -> list[NotebookNode]:
    """The outputs of a test cell from which nbgrader reads the points of its verdict."""
    if verdict.status == "passed":
        return []
    if verdict.status == "partial":
        return [new_output("execute_result", {"text/plain": repr(verdict.points)})]
    return [failure(verdict.status, verdict.message)]


def failure(status: Status, message: str) -> NotebookNode:
    """The output that says why a test cell did not pass."""
    name = status.replace("_", " ")
    # What is longer would be cut off in the feedback.
    text = textwrap.fill(f"{name}: {message}", _WIDTH)
    shown: NotebookNode = new_output("error", ename=name, evalue=message, traceback=[text])
    return shown
