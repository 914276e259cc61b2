"""Pasted pictures of a release: those of solutions, hidden tests and mark schemes stay at home."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

_STEP = "nbjudge.course.attachments.ClearAttachments"


def keep_pictures(config: Config) -> None:
    """Changes nbgrader's settings so that no picture of an answer is released.

    The course's own list of steps stays, with one more at its end.
    """
    steps = config.GenerateAssignment.preprocessors
    if isinstance(steps, LazyConfigValue):
        steps = steps.get_value(GenerateAssignment.preprocessors.default())
    config.GenerateAssignment.preprocessors = [*(one for one in steps if one != _STEP), _STEP]
    # nbgrader refuses a mark scheme with a picture, which it would release.
    config.ClearMarkScheme.check_attachment_leakage = False


class ClearAttachments(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes out of cells the pasted pictures that their texts no longer show.

    The steps before it have taken solutions, hidden tests and mark schemes out of the texts.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        """Takes them out of one cell."""
        pasted = cell.get("attachments", {})
        kept = {name: content for name, content in pasted.items() if _shows(cell.source, name)}
        cell.pop("attachments", None)
        if kept:
            cell.attachments = NotebookNode(kept)
        return cell, resources


def _shows(text: str, name: str) -> bool:
    """Whether a text has a picture of this name, as Markdown or HTML would write it."""
    spellings = "|".join(map(re.escape, {name, quote(name), quote(unquote(name))}))
    return re.search(rf"attachment:(?:{spellings})(?![\w.%-])", text) is not None
