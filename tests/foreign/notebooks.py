"""Notebooks of a foreign course, and what students made of them, from text that can be read.

The text is in the percent format. A cell's first line says what nbgrader makes of it:
`# %% [markdown] KIND GRADE_ID POINTS`, or nothing for a cell that it does not know. In a student's
text it says what was done to the released notebook, by one of the verbs of `hand_in`.
"""

from __future__ import annotations

import base64
import copy
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

# As columns of nbgrader's metadata: solution, grade, locked, task.
_KINDS = {
    "solution": (True, False, False, False),
    "manual": (True, True, False, False),
    "test": (False, True, True, False),
    "locked": (False, False, True, False),
    "task": (False, False, True, True),
}
_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def chunks(text: str) -> Iterator[tuple[list[str], str]]:
    """The words of each cell's first line, and its text."""
    for chunk in re.split(r"^# %%", text, flags=re.MULTILINE)[1:]:
        head, _, body = chunk.partition("\n")
        yield head.split(), body.strip()


def notebook(text: str, kernel: str, *, schema: int = 3) -> NotebookNode:
    """A source notebook of nbformat 4.4: its cells have no ids."""
    cells = [_cell(words, body, schema) for words, body in chunks(text)]
    spec = {"display_name": "Python 3", "language": "python", "name": kernel}
    return new_notebook(cells=cells, metadata={"kernelspec": spec}, nbformat_minor=4)


def hand_in(text: str, course: Path, student: str) -> None:
    """Puts what a student hands in for all assignments into `submitted/`."""
    submitted = course / "submitted" / student
    released = {path.stem: path for path in course.glob("release/*/*.ipynb")}
    notebooks = {name: nbformat.read(path, as_version=4) for name, path in released.items()}
    files = {name: path.relative_to(course / "release") for name, path in released.items()}
    for (verb, *words), body in chunks(text):
        if verb == "file":
            (submitted / words[0]).parent.mkdir(parents=True, exist_ok=True)
            (submitted / words[0]).write_text(f"{body}\n", encoding="utf-8")
        elif verb == "rename":
            files[words[0]] = files[words[0]].with_name(body)
        elif verb == "leave":
            del files[words[0]]
        elif verb == "upgrade":
            notebooks[words[0]] = nbformat.v4.upgrade(notebooks[words[0]])
        elif verb == "solve":
            source = nbformat.read(course / "source" / files[words[0]], as_version=4)
            for cell in source.cells:
                if cell.metadata.get("nbgrader", {}).get("solution"):
                    _find(notebooks[words[0]], cell.metadata.nbgrader.grade_id).source = cell.source
        else:
            _edit(notebooks[words[0]], verb, words[1], body)
    for name, file in files.items():
        (submitted / file).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebooks[name], submitted / file)


def _edit(released: NotebookNode, verb: str, grade_id: str, body: str) -> None:
    cell = _find(released, grade_id)
    place = released.cells.index(cell)
    if verb == "answer":
        cell.source = _without_comments(body) if cell.cell_type == "markdown" else body
    elif verb in ("before", "after"):
        released.cells.insert(place + (verb == "after"), _without_id(new_code_cell(body)))
    elif verb == "delete":
        del released.cells[place]
    else:
        raise ValueError(verb)


def _find(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return cell
    raise KeyError(grade_id)


def _cell(words: list[str], body: str, schema: int) -> NotebookNode:
    words = copy.copy(words)
    if words[:1] == ["[markdown]"]:
        words.pop(0)
        cell = _without_id(new_markdown_cell(_without_comments(body)))
    else:
        cell = _without_id(new_code_cell(body))
    for name in re.findall(r"attachment:([\w.]+)", cell.source):
        encoded = base64.b64encode(_PICTURE).decode()
        cell.setdefault("attachments", {})[name] = {"image/png": encoded}
    if words:
        kind, grade_id, *points = words
        marks = dict(zip(("solution", "grade", "locked", "task"), _KINDS[kind], strict=True))
        if schema < 3:
            del marks["task"]
        metadata = {"schema_version": schema, "grade_id": grade_id, **marks}
        if points:
            metadata["points"] = int(points[0])
        cell.metadata["nbgrader"] = metadata
    return cell


def _without_id(cell: NotebookNode) -> NotebookNode:
    del cell["id"]
    return cell


def _without_comments(text: str) -> str:
    return re.sub(r"^# ?", "", text, flags=re.MULTILINE)
