"""What students don't get of a cell: hidden tests and mark schemes, as nbgrader takes them out."""

from __future__ import annotations

from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from traitlets.config import Config


def visible(source: str, config: Config | None = None) -> str:
    """The text of a cell as students have it, with an empty line for each that they have not.

    So the others keep their numbers. The delimiters are those that `config` sets, or nbgrader's
    own. Of a text that nbgrader refuses, as a region does not end, nothing is visible.
    """
    lines = source.split("\n")
    cell = new_code_cell("\n".join(f"{number}\x00{line}" for number, line in enumerate(lines)))
    try:
        for kind in (ClearHiddenTests, ClearMarkScheme):
            clear = kind(config=config)
            # That it is the right kind of cell is for the release to check.
            clear.enforce_metadata = False
            cell, _ = clear.preprocess_cell(cell, {}, 0)
    except RuntimeError:
        cell.source = ""
    kept = dict(line.split("\x00", 1) for line in cell.source.split("\n") if "\x00" in line)
    return "\n".join(kept.get(str(number), "") for number in range(len(lines)))
