"""What students' cells show, put together and made harmless: nothing of it runs in a browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.submission.markup import harmless, is_blank

# What browsers show of a cell, the first of its kinds that is there.
_TEXTS = ("text/html", "text/markdown", "text/latex", "text/plain")
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
# Pictures that nbconvert passes over.
_RARE_PICTURES = ("image/gif", "image/webp", "image/bmp")
_SHOWN = (*_TEXTS, *_PICTURES, *_RARE_PICTURES)
# HTML that is little without what is taken out of it.
_ACTIVE = re.compile(r"<(?:button|iframe|input|script)\b", re.IGNORECASE)
_SIZE = re.compile(r"\d{1,5}(?:\.\d{1,3})?(?:px|%)?")


def clean(notebook: NotebookNode) -> None:
    """Takes what is active or invalid out of a notebook's outputs, in place.

    What a cell printed becomes one text, as a terminal would show it. Of what can't be shown
    remains a word that it was there.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = [one for one in _with_whole_streams(cell.outputs) if _is_valid(one)]
            cell.outputs = encodable(outputs)
            for output in cell.outputs:
                if "data" in output:
                    output.metadata = _sizes(output.metadata)
                    output.data = _shown_data(output.data)
            if type(cell.get("execution_count")) is not int:
                cell.execution_count = None


def _shown_data(data: Mapping[str, str]) -> NotebookNode:
    """What can be shown of an output, in each kind; one sentence if there is nothing."""
    shown = NotebookNode({kind: data[kind] for kind in (*_TEXTS, *_PICTURES) if kind in data})
    for kind in _RARE_PICTURES:
        if kind in data:
            address = f"data:{kind};base64,{''.join(data[kind].split())}"
            shown.setdefault("text/html", f'<img src="{html.escape(address)}">')
    if "text/html" in shown:
        whole = shown["text/html"]
        shown["text/html"] = harmless(whole)
        # The text of an object that has no other names its class alone: `<folium.Map object ...>`.
        says_more = not shown.get("text/plain", "<").startswith("<")
        if is_blank(shown["text/html"]) or (says_more and _ACTIVE.search(whole)):
            del shown["text/html"]
    if "text/latex" in shown and "text/html" not in shown:
        # Where the page shows formulas.
        shown.setdefault("text/markdown", shown.pop("text/latex"))
    if not shown:
        kinds = ", ".join(sorted(data)) or "nothing"
        shown["text/plain"] = f"[This page can't show what is here: {kinds}.]"
    return shown


def _sizes(metadata: Mapping[str, Any]) -> NotebookNode:
    """The sizes and descriptions of pictures in an output's metadata: pages take them unquoted."""
    sizes = NotebookNode()
    for kind in _PICTURES:
        about = metadata.get(kind)
        if isinstance(about, dict):
            sizes[kind] = NotebookNode(
                {
                    name: value
                    for name, value in about.items()
                    if (name in ("width", "height") and _SIZE.fullmatch(str(value)))
                    or (name == "alt" and isinstance(value, str))
                    or (name == "unconfined" and value is True)
                }
            )
    return sizes


def encodable(value: Any) -> Any:
    """A value with another character for every half of one, which UTF-8 does not have."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return NotebookNode({encodable(name): encodable(one) for name, one in value.items()})
    return [encodable(one) for one in value] if isinstance(value, list) else value


def _with_whole_streams(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """The outputs with one text for each stream, where its first piece was."""
    kept: list[NotebookNode] = []
    pieces: dict[str, list[str]] = {}
    for output in outputs:
        if output.output_type != "stream":
            kept.append(output)
        elif isinstance(output.text, str) and output.name in ("stdout", "stderr"):
            if output.name not in pieces:
                kept.append(output)
            pieces.setdefault(output.name, []).append(output.text)
    for output in kept:
        if output.output_type == "stream":
            output.text = "\n".join(map(_shown, "".join(pieces[output.name]).split("\n")))
    return kept


def _shown(line: str) -> str:
    """What remains of a line after its carriage returns and backspaces: of a progress bar, say."""
    line = line.removesuffix("\r").rpartition("\r")[2]
    if "\b" not in line:
        return line
    kept: list[str] = []
    for character in line:
        if character != "\b":
            kept.append(character)
        elif kept:
            kept.pop()
    return "".join(kept)


def _is_valid(output: NotebookNode) -> bool:
    """Whether an output is one by the notebook format, with text for all that can be shown."""
    notebook = new_notebook(cells=[new_code_cell()])
    notebook.cells[0].outputs = [output]
    try:
        nbformat.validate(notebook)
    except ValidationError:
        return False
    data = output.get("data", {})
    return all(isinstance(data.get(kind, ""), str) for kind in _SHOWN)
