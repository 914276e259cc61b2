"""What students don't get of a cell, as nbgrader finds it: solutions, tests, mark schemes."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
from traitlets.config import Config


def visible(source: str, config: Config | None = None) -> str:
    """The text of a cell as students have it, with an empty line for each that they have not.

    So the others keep their numbers. The delimiters are those that `config` sets, or nbgrader's
    own. Of a text that nbgrader refuses, as a region does not end, nothing is visible.
    """
    cell = _numbered(source)
    try:
        for kind in (ClearHiddenTests, ClearMarkScheme):
            clear = kind(config=config)
            # That it is the right kind of cell is for the release to check.
            clear.enforce_metadata = False
            cell, _ = clear.preprocess_cell(cell, {}, 0)
    except RuntimeError:
        cell.source = ""
    kept = _kept(cell)
    return "\n".join(kept.get(number, "") for number in range(source.count("\n") + 1))


def solution_lines(source: str, config: Config | None = None) -> frozenset[int]:
    """The numbers, from 0, of the lines of a solution cell that students write.

    That is the regions that `config` or nbgrader delimits; without one, the whole cell.
    """
    cell = _numbered(source)
    clear = ClearSolutions(config=config)
    numbers = frozenset(range(source.count("\n") + 1))
    try:
        has_region = clear._replace_solution_region(cell, "python")
    except RuntimeError:
        return numbers
    return numbers - _kept(cell).keys() if has_region else numbers


def _numbered(source: str) -> NotebookNode:
    """A cell with its lines numbered, so that those that are left can be told."""
    lines = enumerate(source.split("\n"))
    cell: NotebookNode = new_code_cell("\n".join(f"{number}\x00{line}" for number, line in lines))
    return cell


def _kept(cell: NotebookNode) -> dict[int, str]:
    """The numbered lines that are left of a cell, by number."""
    parts = (line.split("\x00", 1) for line in cell.source.split("\n") if "\x00" in line)
    return {int(number): line for number, line in parts}
