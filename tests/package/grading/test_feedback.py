"""What students see in their feedback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_raw_cell
from typer.testing import Result

from nbjudge.course.folder import CourseFolder

from ..active import active_parts

Page = Callable[..., str]


@pytest.fixture
def page(
    nbjudge: Callable[..., Result], course: CourseFolder, hand_in: Callable[..., Path]
) -> Page:
    """The feedback on a submission with these cells, in a course with or without settings."""

    def page(*added: nbformat.NotebookNode, settings: bool = True, **cells: str) -> str:
        if not settings:
            (course.path / "nbgrader_config.py").unlink()
        path = hand_in("ada", "numbers", **cells)
        notebook = nbformat.read(path, as_version=4)
        notebook.cells += added
        nbformat.write(notebook, path)
        nbjudge("grade", "--course", course.path)
        html = course.path / "feedback" / "ada" / "01-numbers" / "numbers.html"
        text = html.read_text(encoding="utf-8")
        return text[text.index("<body") :]

    return page


@pytest.mark.parametrize("settings", [True, False])
def test_hidden_test_is_heard_but_not_seen(page: Page, settings: bool) -> None:
    text = page(settings=settings, square="def square(x):\n    return x + x")
    assert "square(-3)" in text
    assert "x**2" not in text
    assert "HIDDEN" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("settings", [True, False])
def test_text_of_students_does_nothing(page: Page, settings: bool) -> None:
    contents = [
        "<script>alert('active')</script>",
        "<img src=x onerror=alert('active')>",
        "[a](javascript:alert('active'))",
        "<a href=\"&#106;avascript:alert('active')\">a</a>",
        "<a href='  javascript:alert(1)'>a</a>",
        "[a](data:text/html,active)",
        "<iframe src='https://active.example'></iframe>",
        "<form action='https://active.example'><input></form>",
        "<svg><set onbegin=alert('active')></svg>",
        "<p style='background: url(https://active.example)'>a</p>",
        "![a](x\" onerror=\"alert('active'))",
        "$x$</span><script>alert('active')</script>",
        "```html\n</pre><script>alert('active')</script>\n```",
        "`</code><script>alert('active')</script>`",
    ]
    cells = [kind(content) for content in contents for kind in (new_markdown_cell, new_raw_cell)]
    text = page(*cells, settings=settings)
    assert active_parts(text) == []
    assert "active.example" not in re.sub(r"&lt;.*?&gt;", "", text)


def test_text_of_the_course_is_as_it_was(page: Page) -> None:
    text = (
        "<details><summary>Hint</summary>\n\nUse `a < b`, *or* $x < y$.\n\n</details>\n\n> quoted"
    )
    table = (
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n[link](https://example.org) ![dot](attachment:dot.png)"
    )
    pasted = {"dot.png": {"image/png": "aGk="}}
    shown = page(new_markdown_cell(text), new_markdown_cell(table, attachments=pasted))
    for part in (
        "<details><summary>Hint</summary>",
        "<code>a &lt; b</code>",
        "$x &lt; y$",
        "<blockquote>",
        "<td>1</td>",
        'href="https://example.org"',
        'src="data:image/png;base64,aGk="',
    ):
        assert part in shown
