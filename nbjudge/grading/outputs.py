"""What students' cells show, made harmless: nothing of it runs in a browser."""

from __future__ import annotations

import re

import nbformat
from bleach import ALLOWED_TAGS
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_code_cell, new_notebook

# What tables and rich texts are made of.
_TAGS = "br caption div h1 h2 h3 h4 h5 h6 hr p pre span sub sup table tbody td tfoot th thead tr"
# Its text would remain when the tag is gone.
_STYLE = re.compile(r"<style\b.*?(</style\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def clean(notebook: NotebookNode) -> None:
    """Takes what is active or invalid out of a notebook's outputs, in place."""
    sanitizer = SanitizeHTML(tags=[*ALLOWED_TAGS, *_TAGS.split()], strip=True)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = [output for output in cell.outputs if _is_valid(output)]
            for output in outputs:
                if "text/html" in output.get("data", {}):
                    output.data["text/html"] = _STYLE.sub("", output.data["text/html"])
            cell.outputs = sanitizer.sanitize_code_outputs(outputs)


def _is_valid(output: NotebookNode) -> bool:
    """Whether an output is one by the notebook format, with text for every kind of content."""
    notebook = new_notebook(cells=[new_code_cell()])
    notebook.cells[0].outputs = [output]
    try:
        nbformat.validate(notebook)
    except ValidationError:
        return False
    return all(isinstance(content, str) for content in output.get("data", {}).values())
