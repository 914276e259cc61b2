"""Formulas are shown without a network, and nothing in them acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nbjudge.submission.fragments import markdown

Shown = Callable[[str], str]


@pytest.fixture
def shown() -> Shown:
    """The HTML of a Markdown text without pictures."""
    return lambda text: markdown(text, str)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("$x < y$", ['<math display="inline">', "<mi>x</mi><mo>&lt;</mo><mi>y</mi>"]),
        ("a\n\n$$\\sum_i x_i$$\n\nb", ['<math display="block">', "<msub><mi>x</mi><mi>i</mi>"]),
        ("\\\\(x\\\\) and \\\\[y\\\\]", ["<mi>x</mi>", "<mi>y</mi>"]),
        ("\\begin{align}\na &= b\\\\\nc &= d\n\\end{align}", ["<mtable", "<mi>d</mi>"]),
        ("# The $n$th\n\n- $\\frac{1}{2}$", ["<mi>n</mi>", "<mfrac>"]),
        ("$\\hat{y} = \\text{if } a < b$", ["<mover", "<mtext>if&#x000A0;</mtext>"]),
    ],
    ids=["inline", "block", "latex", "environment", "within", "text"],
)
def test_formula_is_shown(text: str, parts: list[str], shown: Shown) -> None:
    html = shown(text).replace("\xa0", "&#x000A0;").replace("&nbsp;", "&#x000A0;")
    assert [part for part in parts if part not in html] == []
    assert "formula" not in html


@pytest.mark.parametrize(
    "text",
    ["$x^$", "$\\nosuch{$", "$" + "x" * 20_000 + "$"],
    ids=["no-exponent", "no-end", "long"],
)
def test_what_is_no_formula_stands_as_it_was_written(text: str, shown: Shown) -> None:
    assert text in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "$\\text{<b onclick=alert(1)>x</b>}$",
        "$\\text{<img src=x>}$",
        "$\\href{https://example.org}{x}$",
        '$\\color{red" onclick="alert(1)}{x}$',
        "<math><mtext><img src=x></mtext></math>",
        '![$"onclick=alert(1)$](x.png "$y$")',
        "# $x$ <a id='$y$'>z</a>",
    ],
    ids=["text", "picture", "link", "colour", "own-markup", "description", "heading"],
)
def test_formula_does_nothing(text: str, shown: Shown) -> None:
    html = shown(text)
    for part in ("<b", "<img src=x>", 'href="https', ' onclick="', "formula"):
        assert part not in html
