"""The errors that nbjudge raises on purpose.

::

    NbjudgeError
    ├── UsageError       what was asked for can't be done as asked   (exit 2)
    │   └── CourseError  the course folder or its manifest is not as it should be
    ├── DataError        a data set can't be had
    ├── SandboxError     no sandbox, so nothing was run
    ├── SubmissionError  what a student handed in can't be graded as it is
    └── CheckFailed      a student's value lacks a property (also an AssertionError)

Every error names its subject, what was expected, what was found and, where there is one, the
remedy.
"""

from __future__ import annotations


class NbjudgeError(Exception):
    """What all of nbjudge's own errors have in common.

    ``subject``, ``expected``, ``got`` and ``remedy`` are plain text, so that an error can be
    pickled, sent to another process and shown without anything of its origin. The message is one
    line.
    """

    def __init__(self, subject: str, expected: str, got: str, remedy: str = "") -> None:
        super().__init__(subject, expected, got, remedy)
        self.subject = subject
        self.expected = expected
        self.got = got
        self.remedy = remedy

    def __str__(self) -> str:
        # What was found may be a message of many lines that ends with a full stop of its own.
        got = self.got.strip().removesuffix(".")
        text = f"{self.subject}: expected {self.expected}, got {got}. {self.remedy}"
        return " ".join(text.split())


class UsageError(NbjudgeError):
    """What was asked for can't be done as asked; the command line exits with 2."""


class CourseError(UsageError):
    """The course folder or its manifest is not as it should be."""


class DataError(NbjudgeError):
    """A data set is neither in the cache nor to be had."""


class SandboxError(NbjudgeError):
    """There is no sandbox to run a student's code in, so it was not run."""


class SubmissionError(NbjudgeError):
    """What a student handed in can't be graded as it is."""


class CheckFailed(NbjudgeError, AssertionError):
    """A student's value lacks a property that a check asks for."""

    def _render_traceback_(self) -> list[str]:
        """The lines IPython shows instead of a traceback: the message alone.

        The way through the check says nothing to a learner, and in a hidden test it would show
        the lines that hold the answer.
        """
        return [f"CheckFailed: {self}"]
