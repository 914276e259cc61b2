"""What is visible of a cell, by nbgrader's delimiters or the course's own."""

from __future__ import annotations

import pytest
from traitlets.config import Config

from nbjudge.course.regions import visible

OWN = Config(
    {
        "ClearHiddenTests": {"begin_test_delimeter": "<secret>", "end_test_delimeter": "</secret>"},
        "ClearMarkScheme": {
            "begin_mark_scheme_delimeter": "<scheme>",
            "end_mark_scheme_delimeter": "</scheme>",
        },
    }
)


@pytest.mark.parametrize(
    ("source", "config", "shown"),
    [
        ("a\nb", None, "a\nb"),
        ("a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc", None, "a\n\n\n\nc"),
        ("### BEGIN MARK SCHEME\nb\n### END MARK SCHEME\nc", None, "\n\n\nc"),
        ("a\n# <secret>\nb\n# </secret>\nc", OWN, "a\n\n\n\nc"),
        ("a\n# <scheme>\nb\n# </scheme>", OWN, "a\n\n\n"),
        ("a\n### BEGIN HIDDEN TESTS\nb", OWN, "a\n### BEGIN HIDDEN TESTS\nb"),
        ("a\n### BEGIN HIDDEN TESTS\nb", None, "\n\n"),
        (
            "### BEGIN HIDDEN TESTS\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS",
            None,
            "\n\n\n",
        ),
        ("a\x0cb\n\x00c\n\nd", None, "a\x0cb\n\x00c\n\nd"),
        ("", None, ""),
    ],
    ids=[
        *("all", "hidden-tests", "mark-scheme", "own-tests", "own-scheme", "others-marks"),
        *("no-end", "nested", "odd-characters", "empty"),
    ],
)
def test_hidden_lines_are_empty_and_the_others_keep_their_numbers(
    source: str, config: Config | None, shown: str
) -> None:
    assert visible(source, config) == shown
