"""The pieces of a page are made in a sandbox, in time, with pictures that stay outside."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from nbjudge.errors import SubmissionError
from nbjudge.grading import typesetter
from nbjudge.grading.typesetter import LIMITS, ROLE, Typesetter
from nbjudge.kernels.parent import Parent, terms, warm_parent
from nbjudge.submission.markup import NoPicture


@pytest.fixture
def parent() -> Iterator[Parent]:
    """A parent of typesetters alone."""
    with warm_parent().adopt({ROLE: terms(LIMITS, "bubblewrap")}) as connection:
        yield Parent(connection)


def nowhere(source: str) -> str:
    raise NoPicture(f"{source}: not there")


@pytest.mark.parametrize(
    ("kind", "source", "html"),
    [
        ("markdown", "*a* <script>b</script>", "<p><em>a</em> </p>"),
        ("rich", "<b onclick='x'>a</b>", "<b>a</b>"),
        ("raw", "a < b", "<pre>a &lt; b</pre>"),
        ("code", "x = 1", '<span class="mi">1</span>'),
        ("terminal", "\x1b[31mred\x1b[0m <b>", '<span class="ansi-red-fg">red</span> &lt;b&gt;'),
    ],
)
def test_piece_is_made(kind: str, source: str, html: str, parent: Parent) -> None:
    with Typesetter(parent) as typeset:
        assert html in typeset(kind, source, nowhere)


def test_pictures_stay_outside(parent: Parent) -> None:
    address = "data:image/png;base64," + "A" * 1_000_000
    with Typesetter(parent) as typeset:
        shown = typeset("markdown", "![a](x.png) and ![b](y.png)", lambda _: address)
        assert shown.count(f'src="{address}"') == 2
        assert "[x.png: not there]" in typeset("rich", "<img src='x.png'>", nowhere)


def test_time_of_a_processor_ends(parent: Parent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "TIME_S", 1)
    with Typesetter(parent) as typeset, pytest.raises(SubmissionError, match="longer than 1 s"):
        typeset("markdown", "one *or* two\n\n" * 200_000, nowhere)


def test_time_in_which_nothing_is_asked_does_not_count(
    parent: Parent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetter, "TIME_S", 1)
    with Typesetter(parent) as typeset:
        time.sleep(2)
        assert "<em>a</em>" in typeset("markdown", "*a*", nowhere)


def test_nothing_else_may_be_had(parent: Parent) -> None:
    with pytest.raises(Exception, match="may be had here"):
        parent.fork("nbjudge.kernels.bench", {})
