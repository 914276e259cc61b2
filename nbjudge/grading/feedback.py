"""What students see in their feedback: of hidden tests only what they said, and nothing active."""

from __future__ import annotations

import re
from typing import Any

import bleach
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests as NbgraderClearHiddenTests
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Config

from nbjudge.submission.outputs import TAGS

_TAGS = TAGS | {"dd", "del", "details", "dl", "dt", "img", "kbd", "mark", "s", "summary", "u"}
_ATTRIBUTES = ("alt", "class", "colspan", "height", "rowspan", "title", "width")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINK = re.compile(r"https?://|mailto:|#")
_IMAGE = re.compile(r"https?://|data:image/(?:bmp|gif|jpeg|png|webp);base64,")


def make_safe(config: Config) -> None:
    """Changes nbgrader's settings so that pages show no hidden test, and run no student's code."""
    config.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "nbjudge.grading.feedback.ClearHiddenTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    config.HTMLExporter.sanitize_html = True
    config.HTMLExporter.filters = {"markdown2html": "nbjudge.grading.feedback.markdown2html"}


class ClearHiddenTests(NbgraderClearHiddenTests):  # type: ignore[misc]
    """Takes hidden tests out of test cells; in a student's cell their markers mean nothing."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        """Takes the hidden tests out of one cell."""
        if is_grade(cell) and not is_solution(cell):
            return super().preprocess_cell(cell, resources, cell_index)  # type: ignore[no-any-return]
        return cell, resources


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """The HTML of a text cell, without scripts, frames, forms, styles and whatever else acts."""
    attachments = context.get("cell", {}).get("attachments", {})
    renderer = IPythonRenderer(escape=False, attachments=attachments)
    page: str = bleach.clean(
        MarkdownWithMath(renderer=renderer).render(source),
        tags=_TAGS,
        attributes=_is_harmless,
        protocols=("http", "https", "mailto", "data"),
        strip=True,
    )
    return page


def _is_harmless(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return bool(_LINK.match(value))
    if name == "src":
        return bool(_IMAGE.match(value))
    if name == "id":
        return tag in _HEADINGS
    return name in _ATTRIBUTES or (tag, name) == ("details", "open")
