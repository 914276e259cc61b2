"""Known answers: small files that replace solution cells and state the score of each test cell.

A known answer is a text file of this form::

    # title = "Rows of unknown sex are dropped too"
    # [scores]
    # test_missing_values = 0
    #
    # %% missing_values
    penguins_clean = penguins.dropna().drop(columns=["island", "sex"])

The comment at its top is TOML. After it, each ``# %% grade_id`` begins the text of the solution
cell of that grade id. Cells that it does not name keep the reference solution; test cells that
it does not name must give full points. The text is never run as a file, so it may be as broken
as students' code is.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from nbjudge.errors import CourseError

_CELL = re.compile(r"^# %% (\S+)\n", re.MULTILINE)


@dataclass(frozen=True)
class KnownAnswer:
    """What one student may hand in for one notebook, and the score that each test cell owes it."""

    path: Path
    title: str
    cells: Mapping[str, str]
    scores: Mapping[str, float]

    @property
    def name(self) -> str:
        """The file name without its ending, such as `wrong_row_sums`."""
        return self.path.stem

    @property
    def right(self) -> bool:
        """Whether it must get full points everywhere."""
        return not self.scores

    def applied_to(self, notebook: NotebookNode) -> NotebookNode:
        """A copy of a notebook with the named solution cells replaced."""
        answered = copy.deepcopy(notebook)
        missing = set(self.cells)
        for cell in answered.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id in self.cells and cell.metadata.nbgrader.solution:
                cell.source = self.cells[grade_id]
                missing.discard(grade_id)
        if missing:
            raise CourseError(
                str(self.path), "grade ids of solution cells", ", ".join(sorted(missing))
            )
        return answered


def load_answer(path: Path) -> KnownAnswer:
    """The known answer in this file."""
    head, *parts = _CELL.split(path.read_text(encoding="utf-8"))
    header = "\n".join(line.removeprefix("#") for line in head.splitlines())
    try:
        content = tomllib.loads(header)
        title, scores = content["title"], content.get("scores", {})
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise CourseError(str(path), "a comment in TOML with a title", repr(error)) from error
    cells = {name: text.strip("\n") for name, text in zip(parts[::2], parts[1::2], strict=True)}
    return KnownAnswer(path, title, cells, scores)
