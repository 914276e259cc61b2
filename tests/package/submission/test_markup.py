"""HTML without what acts."""

from __future__ import annotations

import base64
import re

import pytest

from nbjudge.submission.markup import NoPicture, harmless, is_blank

from ..active import active_parts


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert('active')</script>",
        "<script>alert('active')",
        "<SCRIPT src=x></SCRIPT >",
        "<img src=x onerror=alert('active')>",
        "<a href='\tjava\nscript:alert(1)'>a</a>",
        "<style>p { position: fixed }</style>",
        "<svg onload=alert('active')><script>alert('active')</script></svg>",
        "<svg><svg onload=alert('active')></svg></svg>",
        "<math><mtext><img src=x onerror=alert('active')></mtext></math>",
        "<iframe srcdoc='<p>active'></iframe>",
        "<video src=x onerror=alert('active')>active</video>",
        "<form action=x><input value=active></form>",
        "<base href='https://active.example'><meta http-equiv=refresh>",
        "<img src='data:text/html,active'>",
        "<p style='position:fixed;background:url(https://active.example)'>a</p>",
        "<div id=top>a</div>",
    ],
)
def test_nothing_acts(html: str) -> None:
    shown = harmless(f"<p>before</p>{html}<p>after</p>")
    assert shown.startswith("<p>before</p>")
    assert active_parts(f"<body>{shown}</body>") == []
    assert not re.search("active|position|srcdoc|id=", shown)


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red; text-align: right;">a</p>',
        '<table border="1"><thead><tr><th colspan="2">a</th></tr></thead></table>',
        '<ol start="3"><li>a</li></ol>',
        "<details open>a<summary>b</summary></details>",
        '<font color="red">a</font><center>b</center><u>c</u>',
        '<img src="data:image/png;base64,aGk=" alt="a" width="30">',
        '<img src="https://example.org/a.png">',
        '<a href="https://example.org" title="a">b</a>',
    ],
)
def test_what_only_looks_good_stays(html: str) -> None:
    assert harmless(html) == html


def test_drawing_becomes_a_picture() -> None:
    html = "a<svg width=8 viewBox='0 0 1 1'><path d=M0/></svg>b"
    (content,) = re.findall(r'a<img src="data:image/svg\+xml;base64,(.*)">b', harmless(html))
    assert base64.b64decode(content).decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" viewBox=\'0 0 1 1\'><path d="M0"/></svg>'
    )


def test_pictures_get_other_addresses_or_words() -> None:
    def address(source: str) -> str:
        if source == "there.png":
            return "data:image/png;base64,aGk="
        raise NoPicture(f"picture {source}: <gone>")

    shown = harmless('<img src="there.png" alt="a"> <IMG src=gone.png> <img>', address)
    assert shown == (
        '<img src="data:image/png;base64,aGk=" alt="a"> '
        "<em>[picture gone.png: &lt;gone&gt;]</em> <em>[picture : &lt;gone&gt;]</em>"
    )


@pytest.mark.parametrize(
    ("html", "blank"),
    [("", True), ("<div>\n<p></p></div>", True), ("<p>a</p>", False), ("<img src=a>", False)],
)
def test_is_blank(html: str, blank: bool) -> None:
    assert is_blank(html) is blank
