"""Sentences for the student on what was found and put right in a submission."""

from __future__ import annotations

from collections.abc import Iterable

from nbjudge.checks.wording import code

MOST_NOTES = 20


def bounded(notes: Iterable[str]) -> tuple[str, ...]:
    """The notes, or of many the first and how many others there are."""
    notes = tuple(notes)
    if len(notes) <= MOST_NOTES:
        return notes
    return (*notes[:MOST_NOTES], f"and {len(notes) - MOST_NOTES:,} more")


def shown(name: str) -> str:
    """A student's file name, marked as code, which it can't end itself."""
    return code(name.replace("`", "'"))
