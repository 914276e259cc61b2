"""The form of a notebook: what it is made of, what it links to, and whether it runs as released."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import mistune
from nbformat import NotebookNode

from nbjudge.audit.manifest import notebook_findings
from nbjudge.audit.slices import names_imported, needed_before
from nbjudge.audit.subject import Finding, Subject
from nbjudge.course.cells import claimed_id, is_solution, is_test
from nbjudge.course.notebook import read_notebook
from nbjudge.engine.job import Grade

# Of English prose, read silently: Brysbaert, Journal of Memory and Language 109 (2019).
_WORDS_A_MINUTE = 238


def form_findings(subject: Subject, stub: Grade) -> Iterator[Finding]:
    """What is left over or missing in a notebook; `stub` is its untouched stub as it has run."""
    folder = subject.folder.step("source", subject.assignment)
    if subject.listed is not None:
        for text in notebook_findings(subject.folder.path, subject.assignment, subject.listed):
            yield subject.finding("form", "", text)
    else:
        for cell in read_notebook(folder / f"{subject.name}.ipynb").cells:
            if cell.get("outputs"):
                yield subject.finding("form", _name(cell), "it holds outputs in the source")
    yield from _imports(subject)
    yield from _links(subject, folder)
    yield from _failures(subject, stub)


def reading_min(notebook: NotebookNode) -> float:
    """The minutes that its texts take to read, without those that code takes."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return float(sum(len(text.split()) for text in texts) / _WORDS_A_MINUTE)


def _imports(subject: Subject) -> Iterator[Finding]:
    """Names that a solution or a test imports, and that no code makes use of."""
    cells = [cell for cell in subject.source.cells if cell.cell_type == "code"]
    used = {name for cell in cells for name in _names(cell)}
    for cell in cells:
        if is_solution(cell) or is_test(cell):
            for name in sorted(names_imported(cell) - used):
                yield subject.finding(
                    "form", _name(cell), f"nothing uses `{name}`, an import of it"
                )


def _links(subject: Subject, folder: Path) -> Iterator[Finding]:
    """Links and pictures of the texts that lead nowhere, as far as is seen without a network."""
    headings = {
        line.lstrip("# ").replace(" ", "-")
        for cell in subject.released.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("#")
    }
    for cell in subject.released.cells:
        if cell.cell_type == "markdown":
            for target in _targets(cell.source):
                parts = urlsplit(target)
                attached = cell.get("attachments", {})
                leads = (
                    bool(parts.netloc or parts.scheme == "mailto")
                    or (parts.scheme == "attachment" and unquote(parts.path) in attached)
                    or (not parts.path and unquote(parts.fragment) in headings)
                    or (not parts.scheme and parts.path and (folder / unquote(parts.path)).exists())
                )
                if not leads:
                    yield subject.finding("form", _name(cell), f"a link leads nowhere: {target}")


def _targets(text: str) -> Iterator[str]:
    """Where the links and pictures of a text lead."""
    waiting: list[Any] = [mistune.create_markdown(renderer=None)(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("type") in ("link", "image"):
                yield node["attrs"]["url"]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _failures(subject: Subject, stub: Grade) -> Iterator[Finding]:
    """Cells that are given and need no answer, and yet fail before anything is answered."""
    cells = subject.source.cells
    for place, ran in enumerate(stub.notebook.cells):
        if is_solution(ran) or is_test(ran):
            continue
        for output in ran.get("outputs", ()):
            needed = needed_before(subject.source, {place})
            if output.output_type == "error" and not any(is_solution(cells[one]) for one in needed):
                text = f"it fails before anything is answered: {output.ename}: {output.evalue}"
                yield subject.finding("form", _name(ran), text)


def _names(cell: NotebookNode) -> Iterator[str]:
    """The names that a code reads; all words of one that is no plain Python."""
    try:
        tree = ast.parse(cell.source)
    except SyntaxError:
        yield from re.findall(r"\w+", cell.source)
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id


def _name(cell: NotebookNode) -> str:
    return claimed_id(cell) or str(cell.get("id", ""))
