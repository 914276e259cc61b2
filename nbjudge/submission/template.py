"""What every submission of a notebook is rebuilt from: all that is known before there is any."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import nbformat
from nbformat import NotebookNode


@dataclass(frozen=True)
class Template:
    """A course's notebook, in the forms that it takes.

    `source` has the solutions and every test, `stub` stubs for the solutions. `released` has the
    text of each cell, by id, as students got it; `visible` what they see of the course's own cells
    of code, with an empty line for each that is hidden, by grade id.
    """

    source: NotebookNode
    stub: NotebookNode
    released: Mapping[str, str]
    visible: Mapping[str, str]

    @cached_property
    def text(self) -> str:
        """This template as JSON; written once, however many notebooks are rebuilt from it."""
        return json.dumps(vars(self), sort_keys=True)

    @classmethod
    def from_text(cls, text: str | bytes) -> Template:
        """The template that a text stands for."""
        known = json.loads(text)
        source, stub = nbformat.from_dict(known["source"]), nbformat.from_dict(known["stub"])
        return cls(source, stub, known["released"], known["visible"])
