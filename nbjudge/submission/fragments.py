"""The HTML of what stands in a student's notebook: texts, code, and what cells showed."""

from __future__ import annotations

import html
from collections.abc import Callable

from mistune import HTMLRenderer
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from nbjudge.submission.formulas import Formulas
from nbjudge.submission.markup import harmless

# Gives the address that shows a picture, or raises NoPicture.
Address = Callable[[str], str]


def markdown(source: str, address: Address) -> str:
    """The HTML of a Markdown text, with nothing that acts, and with its pictures and formulas."""
    formulas = Formulas()
    renderer = _Renderer(formulas)
    return harmless(MarkdownWithMath(renderer=renderer).render(source), address, formulas)


def rich(source: str, address: Address) -> str:
    """The HTML of an output, with nothing that acts, and with its pictures."""
    return harmless(source, address)


def raw(source: str, address: Address) -> str:
    """The HTML of a raw cell, as it looks in a notebook."""
    return harmless(f"<pre>{html.escape(source)}</pre>", address)


def code(source: str, address: Address) -> str:
    """The HTML of code, in colours."""
    highlighted: str = Highlight2HTML(pygments_lexer="ipython3")(source)
    return highlighted


def terminal(source: str, address: Address) -> str:
    """The HTML of what was printed, with the colours of a terminal."""
    coloured: str = ansi2html(source)
    return coloured


KINDS = {one.__name__: one for one in (markdown, rich, raw, code, terminal)}


class _Renderer(IPythonRenderer):
    """Leaves pictures and formulas to be found later, and shows what is ticked off."""

    def __init__(self, formulas: Formulas) -> None:
        super().__init__(escape=False)
        self._formulas = formulas

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return HTMLRenderer.image(self, self._formulas.plain(text), url, title)

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f"<li>{'☑' if checked else '☐'} {text}</li>\n"

    def block_math(self, body: str) -> str:
        return self._formulas.word(body, f"$${body}$$", block=True)

    def multiline_math(self, text: str) -> str:
        return self._formulas.word(text.strip("$"), text, block=True)

    def latex_environment(self, name: str, body: str) -> str:
        text = f"\\begin{{{name}}}{body}\\end{{{name}}}"
        return self._formulas.word(text, text, block=True)

    def inline_math(self, body: str) -> str:
        return self._formulas.word(body, f"${body}$")
