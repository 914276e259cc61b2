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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from nbjudge.course.cells import is_solution
from nbjudge.errors import CourseError

_CELL = re.compile(r"^# %%(.*)(?:\n|\Z)", re.MULTILINE)
_GRADE_ID = re.compile(r"[\w-]+")
_FORM = "CONTRIBUTING.md shows the form."


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
        known = {
            cell.metadata.nbgrader.grade_id: cell for cell in answered.cells if is_solution(cell)
        }
        missing = self.cells.keys() - known.keys()
        if missing:
            raise CourseError(
                str(self.path),
                "grade ids of solution cells",
                _listing(missing),
                f"The notebook has {_listing(known)}.",
            )
        for grade_id, text in self.cells.items():
            known[grade_id].source = text
        return answered


def load_answer(path: Path) -> KnownAnswer:
    """The known answer in this file; a CourseError says what is wrong with it."""
    try:
        head, *parts = _CELL.split(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CourseError(str(path), "a known answer", "no file") from error
    except UnicodeDecodeError as error:
        raise CourseError(str(path), "text in UTF-8", str(error)) from error
    title, scores = _header(path, head)
    names = [name.strip() for name in parts[::2]]
    wrong = {name for name in names if not _GRADE_ID.fullmatch(name) or names.count(name) > 1}
    if wrong or not names:
        raise CourseError(
            str(path), "cells `# %% grade_id`, each once", _listing(wrong) or "no cell", _FORM
        )
    cells = {name: text.strip("\n") for name, text in zip(names, parts[1::2], strict=True)}
    return KnownAnswer(path, title, cells, scores)


def _header(path: Path, head: str) -> tuple[str, dict[str, float]]:
    """Title and scores from the comment at the top."""
    lines = [line for line in head.splitlines() if line.strip()]
    code = [line for line in lines if not line.startswith("#")]
    if code:
        raise CourseError(str(path), "nothing but comments before the first cell", f"`{code[0]}`")
    try:
        content = tomllib.loads("\n".join(line.removeprefix("#") for line in lines))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(str(path), "a comment in TOML at its top", str(error), _FORM) from error
    title, scores = content.get("title"), content.get("scores", {})
    if not isinstance(title, str):
        raise CourseError(str(path), "a title in the comment at its top", repr(title), _FORM)
    if not isinstance(scores, dict) or not all(type(n) in (int, float) for n in scores.values()):
        raise CourseError(str(path), "a number for each test cell in [scores]", repr(scores), _FORM)
    return title, scores


def _listing(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))
