"""Formulas for pages that load nothing: LaTeX as MathML, which browsers show by themselves."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from bleach.html5lib_shim import Filter
from latex2mathml.converter import convert_to_element

# MathML Core, but for what links, acts or holds something else than mathematics.
_TAGS = (
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mroot mrow mspace msqrt "
    "mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none"
)
_ATTRIBUTES = (
    "accent accentunder columnalign columnlines columnspacing depth display displaystyle fence "
    "form height largeop linethickness lspace mathcolor mathsize mathvariant maxsize minsize "
    "movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy symmetric "
    "voffset width"
)
_VALUE = re.compile(r"[\w#%.+ -]*")
_LONGEST = 10_000


class Formulas:
    """The formulas of one text, each with a word that stands for it until all else is clean."""

    def __init__(self) -> None:
        self._mark = f"formula{secrets.token_hex(8)}"
        self._sources: list[tuple[str, str]] = []
        self._words = re.compile(rf"({self._mark}n\d+n)")

    def word(self, latex: str, written: str, *, block: bool = False) -> str:
        """The word for a formula, which is `written` so in the text."""
        self._sources.append((f"{'block' if block else 'inline'}:{latex}", written))
        return f"{self._mark}n{len(self._sources) - 1}n"

    def plain(self, text: str) -> str:
        """The text with each formula as it was written."""
        return self._words.sub(lambda found: self._find(found[0])[1], text)

    def tokens(self, text: str) -> Iterator[dict[str, Any]]:
        """The text as tokens of html5lib, with each formula as MathML."""
        for part in self._words.split(text):
            if not self._words.fullmatch(part):
                if part:
                    yield {"type": "Characters", "data": part}
                continue
            (display, _, latex), written = self._find(part)[0].partition(":"), self._find(part)[1]
            try:
                if len(latex) > _LONGEST:
                    raise ValueError("too long")
                yield from list(_tokens(convert_to_element(latex, display=display)))
            except Exception:  # it is shown as it was written, whatever is wrong with it
                yield {"type": "Characters", "data": written}

    def _find(self, word: str) -> tuple[str, str]:
        return self._sources[int(word.removeprefix(self._mark).strip("n"))]


class ShowFormulas(Filter):  # type: ignore[misc]
    """Puts formulas in the place of their words, in a page that is clean already."""

    def __init__(self, source: Any, formulas: Formulas) -> None:
        super().__init__(source)
        self._formulas = formulas

    def __iter__(self) -> Iterator[Any]:
        for token in super().__iter__():
            if token["type"] == "Characters":
                yield from self._formulas.tokens(token["data"])
                continue
            if token["type"] in ("StartTag", "EmptyTag"):
                for name, value in token["data"].items():
                    token["data"][name] = self._formulas.plain(value)
            yield token


def _tokens(element: Element) -> Iterator[dict[str, Any]]:
    """The tokens of a formula; a ValueError, if there is something in it that may act."""
    if element.tag not in _TAGS.split():
        raise ValueError(element.tag)
    attributes = {
        (None, name): value
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES.split() and _VALUE.fullmatch(value)
    }
    yield {"type": "StartTag", "name": element.tag, "data": attributes}
    if element.text:
        # The converter has written characters as HTML does.
        yield {"type": "Characters", "data": html.unescape(element.text)}
    for child in element:
        yield from _tokens(child)
    yield {"type": "EndTag", "name": element.tag, "data": {}}
