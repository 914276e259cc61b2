"""What students see in their feedback: of hidden tests only what they said, and nothing active."""

from __future__ import annotations

import copy
import html
from functools import partial
from importlib import resources as package
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from mistune import HTMLRenderer
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

from nbjudge.course.cells import is_locked
from nbjudge.engine.verdicts import SPOKEN, failure
from nbjudge.grading.album import Album
from nbjudge.submission.markup import harmless

_HERE = "nbjudge.grading.feedback"
_ALBUM = "nbjudge_album"


def make_safe(config: Config) -> None:
    """Changes nbgrader's settings so that pages show no hidden test, and run no student's code.

    That is the pages of feedback and those of Formgrader, on which hidden tests remain. Steps and
    filters of the course's own stay.
    """
    pages = config.HTMLExporter
    filters = pages.filters
    if isinstance(filters, LazyConfigValue):
        filters = filters.get_value({})
    ours = {name: f"{_HERE}.{name}" for name in ("markdown2html", "clean_html")}
    pages.filters = {**filters, **ours}
    pages.sanitize_html = True
    pages.skip_svg_encoding = False
    config.GenerateFeedback.exporter_class = f"{_HERE}.FeedbackPage"


class FeedbackPage(HTMLExporter):
    """The page for a student: what was hidden from them is not on it."""

    def from_notebook_node(  # type: ignore[override]  # as nbconvert has it
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of a notebook, and what is known about it."""
        nb = copy.deepcopy(nb)
        # Their own settings alone: they warn of the exporter's.
        names = ("ClearHiddenTests", "ClearMarkScheme")
        config = Config({name: self.config[name] for name in names})
        hidden = (
            ClearHiddenTests(config=config, enforce_metadata=False),
            ClearMarkScheme(config=config, enforce_metadata=False, check_attachment_leakage=False),
        )
        # In a student's own cell the markers mean nothing.
        for cell in filter(is_locked, nb.cells):
            whole = cell.source
            for step in hidden:
                step.preprocess_cell(cell, {}, 0)
            if cell.source != whole and "outputs" in cell:
                cell.outputs = [_without_lines(output) for output in cell.outputs]
        page, resources = super().from_notebook_node(nb, resources, **kw)
        style = package.files(__package__).joinpath("feedback.css").read_text(encoding="utf-8")
        return page.replace("</head>", f"<style>\n{style}</style>\n</head>", 1), resources


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """The HTML of a Markdown text, with nothing that acts, and with its pictures."""
    renderer = _Renderer(escape=False)
    return _harmless(context, MarkdownWithMath(renderer=renderer).render(source))


@pass_context
def clean_html(context: Context, source: str) -> str:
    """The HTML of a cell or an output, with nothing that acts, and with its pictures."""
    cell = context.get("cell", {})
    if cell.get("cell_type") == "raw" and not cell.metadata.get("raw_mimetype"):
        # As it looks in a notebook.
        source = f"<pre>{html.escape(source)}</pre>"
    return _harmless(context, source)


def _harmless(context: Context, source: str) -> str:
    resources = context["resources"]
    folder = Path(resources["metadata"]["path"])
    album: Album = resources.setdefault(_ALBUM, Album(folder))
    attachments = context.get("cell", {}).get("attachments", {})
    return harmless(source, partial(album.address, attachments=attachments))


class _Renderer(IPythonRenderer):
    """Leaves pictures to be found later, and shows what is ticked off."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return HTMLRenderer.image(self, text, url, title)

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f"<li>{'☑' if checked else '☐'} {text}</li>\n"


def _without_lines(output: NotebookNode) -> NotebookNode:
    """What an output says of a test cell, without the lines of it that Python shows.

    They are there if nbgrader alone has run the cell.
    """
    if output.output_type != "error" or output.ename in SPOKEN:
        return output
    return failure("failed", f"a hidden test failed ({output.ename})")
