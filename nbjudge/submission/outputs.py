"""What students' cells show, put together and made harmless: nothing of it runs in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import nbformat
from bleach import ALLOWED_TAGS
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_code_cell, new_notebook

# What tables and rich texts are made of.
_RICH = "br caption div h1 h2 h3 h4 h5 h6 hr p pre span sub sup table tbody td tfoot th thead tr"
TAGS = ALLOWED_TAGS | set(_RICH.split())
# What nbconvert can show; anything else is there for other programs.
_SHOWN = ("text/html", "text/markdown", "text/latex", "text/plain", "image/png", "image/jpeg")
# Its text would remain when the tag is gone.
_STYLE = re.compile(r"<style\b.*?(</style\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def clean(notebook: NotebookNode) -> None:
    """Takes what is active or invalid out of a notebook's outputs, in place.

    What a cell printed becomes one text, as a terminal would show it.
    """
    sanitizer = SanitizeHTML(tags=sorted(TAGS), strip=True)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = [one for one in _with_whole_streams(cell.outputs) if _is_valid(one)]
            for output in outputs:
                if "data" in output:
                    output.data = {
                        kind: output.data[kind] for kind in _SHOWN if kind in output.data
                    }
                if "text/html" in output.get("data", {}):
                    output.data["text/html"] = _STYLE.sub("", output.data["text/html"])
            outputs = [one for one in outputs if one.get("data", True)]
            cell.outputs = encodable(sanitizer.sanitize_code_outputs(outputs))
            if type(cell.get("execution_count")) is not int:
                cell.execution_count = None


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
    """Whether an output is one by the notebook format, with text for every kind of content."""
    notebook = new_notebook(cells=[new_code_cell()])
    notebook.cells[0].outputs = [output]
    try:
        nbformat.validate(notebook)
    except ValidationError:
        return False
    return all(isinstance(content, str) for content in output.get("data", {}).values())
