"""The notebook in a file that was handed in: it may be broken, huge or hostile.

For a process that may come to harm: see `nbjudge.kernels.confined`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from nbjudge.errors import SubmissionError

MOST_CELLS = 5_000

_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_IMAGE = re.compile(r"image/(?:bmp|gif|jpeg|png|svg\+xml|webp)")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_CLEAR = "Clear all outputs, save, and hand it in again."
_KINDS = {"code": "code", "markdown": "markdown", "heading": "markdown", "html": "markdown"}


def read_submitted(data: bytes) -> NotebookNode:
    """The notebook in these bytes, of nbformat 3 or 4, as a valid one of nbformat 4.

    Of each cell remain the type, the text, the id, the grade id and, where it is no code, the
    pasted images: nothing else that a student can write has a say in the grade. A SubmissionError
    says why the bytes are no notebook.
    """
    content = _parsed(data)
    raw = _raw_cells(content) if isinstance(content, dict) else None
    if raw is None:
        raise _no_notebook("other content")
    if not raw:
        raise _no_notebook("one without cells")
    if len(raw) > MOST_CELLS:
        raise _no_notebook(f"one of {len(raw):,} cells", f"{MOST_CELLS:,} are the most.")
    taken: set[str] = set()
    notebook: NotebookNode = new_notebook(cells=[_cell(cell, taken) for cell in raw])
    return notebook


def free_id(wanted: object, taken: set[str]) -> str:
    """The wanted cell id, or a new one if it is taken or no valid one; it is then taken."""
    number = len(taken)
    name = wanted if isinstance(wanted, str) and _CELL_ID.fullmatch(wanted) else f"cell-{number}"
    while name in taken:
        number += 1
        name = f"cell-{number}"
    taken.add(name)
    return name


def _no_notebook(got: str, remedy: str = "") -> SubmissionError:
    advice = "Open the file in Jupyter, save it, and hand it in again."
    return SubmissionError("the file", "a notebook", got, remedy or advice)


def _parsed(data: bytes) -> object:
    # A wrong letter in a comment is no reason not to grade the rest.
    text = data.decode("utf-8-sig", "replace")
    try:
        # As a float, since an integer of very many digits is refused; no number matters here.
        return json.loads(text, parse_int=float)
    except RecursionError:
        raise _no_notebook("parts nested too deeply", _CLEAR) from None
    except ValueError:
        raise _no_notebook("no valid JSON") from None


def _raw_cells(content: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The cells as they stand in the file, or None if it has no list of them."""
    if isinstance(cells := content.get("cells"), list):
        lists = [cells]
    elif isinstance(worksheets := content.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in worksheets if isinstance(sheet, dict)]
        lists = [cells for cells in sheets if isinstance(cells, list)]
    else:
        return None
    return [cell for cells in lists for cell in cells if isinstance(cell, dict)]


def _cell(raw: Mapping[str, Any], taken: set[str]) -> NotebookNode:
    kind = _word(raw.get("cell_type"))
    text = _text(raw["input"] if kind == "code" and "input" in raw else raw.get("source"))
    if kind == "heading":
        level = raw.get("level")
        text = f"{'#' * int(level) if level in (1, 2, 3, 4, 5, 6) else '#'} {text}"
    grade_id = _grade_id(raw.get("metadata"))
    cell: NotebookNode = nbformat.from_dict(
        {
            "cell_type": _KINDS.get(kind, "raw"),
            "id": free_id(raw.get("id"), taken),
            "metadata": {"nbgrader": {"grade_id": grade_id}} if grade_id else {},
            "source": text,
        }
    )
    if kind == "code":
        cell.outputs, cell.execution_count = [], None
    elif images := _images(raw.get("attachments")):
        cell.attachments = nbformat.from_dict(images)
    return cell


def _text(source: object) -> str:
    """The text of a cell, with plain line ends, as it can be written in UTF-8."""
    if isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        # nbformat 3 has lines with and without their ends.
        whole = any(line.endswith(("\n", "\r")) for line in lines)
        source = ("" if whole else "\n").join(lines)
    if not isinstance(source, str):
        return ""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _grade_id(metadata: object) -> str:
    claims = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = claims.get("grade_id") if isinstance(claims, dict) else None
    return _word(grade_id)


def _word(value: object) -> str:
    return _text(value) if isinstance(value, str) else ""


def _images(attachments: object) -> dict[str, dict[str, str]]:
    """The images among the attachments of a text cell; anything else would break the feedback."""
    found: dict[str, dict[str, str]] = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind, data in bundle.items() if isinstance(bundle, dict) else ():
            text = _text(data)
            if text and _IMAGE.fullmatch(kind) and _BASE64.fullmatch(text):
                found.setdefault(_text(name), {})[kind] = text
    return found
