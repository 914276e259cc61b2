"""HTML in which nothing acts: no script, form or frame, nothing that loads but pictures."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bleach import ALLOWED_TAGS, Cleaner
from bleach.css_sanitizer import CSSSanitizer
from bleach.html5lib_shim import Filter

from nbjudge.submission.formulas import Formulas, ShowFormulas

# Of tables, rich texts and pictures, with the older words for them that notebooks still use.
_RICH = (
    "address big br caption center cite col colgroup dd del details div dl dt figcaption figure "
    "font h1 h2 h3 h4 h5 h6 hr img ins kbd mark p pre q s samp section small span strike sub "
    "summary sup table tbody td tfoot th thead tr tt u var wbr"
)
_TAGS = ALLOWED_TAGS | set(_RICH.split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES = (
    "align alt border class color colspan height open reversed rowspan span start style title "
    "valign width"
)
# Nothing that moves a thing over others, or loads one.
_STYLES = "background-color color font-style font-weight text-align text-decoration vertical-align"
_LINK = re.compile(r"https?://|mailto:|#")
_PICTURE = re.compile(r"data:image/(?:bmp|gif|jpeg|png|svg\+xml|webp)[;,]|(?!\s*data:)", re.I)
# Their text is not for reading, and would remain when the tags are gone.
_SILENT = re.compile(
    r"<(audio|iframe|noscript|object|script|select|style|template|textarea|title|video)\b"
    r".*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# HTML has values without quotes, and a file of a drawing has not.
_BARE = re.compile(r"(\s[\w:-]+=)([^\s\"'<>=]+?)(?=[\s>]|/>)")
_DRAWING = re.compile(r"<svg\b(.*?)(?:</svg\s*>|\Z)", re.DOTALL | re.IGNORECASE)


class NoPicture(Exception):
    """A picture can't be shown; the text says which, and why."""


def harmless(
    html: str, address: Callable[[str], str] = str, formulas: Formulas | None = None
) -> str:
    """The HTML without all that acts or covers other things; drawings in it become pictures.

    `address` gives the address that stands for a picture's own, or raises NoPicture, whose text
    then takes the place of the picture. Words that stand for `formulas` become these.
    """
    filters = [partial(_Pictures, address=address)]
    if formulas is not None:
        filters.append(partial(ShowFormulas, formulas=formulas))
    html = _DRAWING.sub(lambda found: picture("svg+xml", _drawing(found[1])), html)
    cleaner = Cleaner(
        tags=_TAGS,
        attributes=_is_harmless,
        protocols=("http", "https", "mailto", "data", "attachment"),
        strip=True,
        filters=filters,
        css_sanitizer=CSSSanitizer(
            allowed_css_properties=_STYLES.split(), allowed_svg_properties=()
        ),
    )
    cleaned: str = cleaner.clean(_SILENT.sub("", html))
    return cleaned


def picture(kind: str, content: bytes) -> str:
    """The HTML that shows a picture of a kind such as `png`; a drawing can do nothing there."""
    return f'<img src="{data_address(kind, content)}">'


def data_address(kind: str, content: bytes) -> str:
    """The address that is a picture itself."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def is_blank(html: str) -> bool:
    """Whether there is nothing to see in it."""
    return "<img" not in html and not re.sub(r"<[^>]*>", "", html).strip()


def _drawing(inner: str) -> bytes:
    """An SVG file of what was between the tags of a drawing in a page."""
    space = "" if "xmlns=" in inner else ' xmlns="http://www.w3.org/2000/svg"'
    quoted = _BARE.sub(r'\1"\2"', f"<svg{space}{inner}</svg>")
    return quoted.encode("utf-8", "replace")


def _is_harmless(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return bool(_LINK.match(value))
    if name == "src":
        return bool(_PICTURE.match(value))
    if name == "id":
        return tag in _HEADINGS
    return name in _ATTRIBUTES.split()


class _Pictures(Filter):  # type: ignore[misc]
    """Gives each picture its address, or puts words in its place."""

    def __init__(self, source: Any, address: Callable[[str], str]) -> None:
        super().__init__(source)
        self._address = address

    def __iter__(self) -> Iterator[Any]:
        src = (None, "src")
        for token in super().__iter__():
            if token.get("name") != "img":
                yield token
                continue
            try:
                token["data"][src] = self._address(token["data"].get(src, ""))
            except NoPicture as missing:
                yield {"type": "StartTag", "name": "em", "data": {}}
                yield {"type": "Characters", "data": f"[{missing}]"}
                yield {"type": "EndTag", "name": "em", "data": {}}
            else:
                yield token
