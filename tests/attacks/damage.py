"""Attacks that are done to the folder of a submission, whose attacked cells are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attacks import lesson
from attacks.attack import Attack, Damage, statuses

NOTEBOOK = "values.ipynb"
Cell = dict[str, Any]


class Damages:
    """Registers functions that damage a folder as the `attacks` of one family."""

    def __init__(self, family: str) -> None:
        self.attacks: list[Attack] = []
        self._family = family

    def __call__(
        self,
        title: str,
        verdicts: str | Mapping[str, str | list[str]],
        *,
        student: str | None = None,
        resubmitted: bool = False,
        cells: Mapping[str, str] = MappingProxyType({}),
    ) -> Callable[[Damage], Damage]:
        """Registers one; `student` is its id where the name of the function won't do."""

        def register(function: Damage) -> Damage:
            self.attacks.append(
                Attack(
                    name=student or function.__name__,
                    title=title,
                    family=self._family,
                    verdicts=statuses(verdicts, "01-values/values"),
                    cells=cells,
                    damage=function,
                    resubmitted=resubmitted,
                )
            )
            return function

        return register


def edit(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Changes the notebook in a folder, as what its JSON stands for."""
    path = folder / NOTEBOOK
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def cells_of(content: dict[str, Any], kind: str) -> list[Cell]:
    """The cells that are `tests` or `solutions`."""
    names = lesson.WRONG if kind == "solutions" else lesson.points("01-values")
    return [
        c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") in names
    ]


def text_cell(source: str, **parts: Any) -> Cell:
    """A text cell, to be added to the cells of a notebook."""
    return {"cell_type": "markdown", "metadata": {}, "source": source, **parts}


def code_cell(source: str) -> Cell:
    """A cell of code, to be added to the cells of a notebook."""
    empty = {"outputs": [], "execution_count": None}
    return {"cell_type": "code", "metadata": {}, "source": source, **empty}
