"""What texts say of the data and numbers beside them: a file of statements, with code that holds.

A text is written once and read for years, and its data change meanwhile. So `statements.toml` has
for each statement the words that stand in a text, and an expression in the names of the notebook::

    [[statement]]
    place = "02-classification/penguins_data"
    text = "342 penguins"
    holds = "len(penguins_clean) == 342"
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from nbjudge.audit.listed import load_listed
from nbjudge.audit.slices import needed_before
from nbjudge.audit.subject import Finding, Subject
from nbjudge.engine.job import Grade, Run
from nbjudge.engine.pipeline import prepare_reference

FILE = "statements.toml"
_ID = "statement-{}"


@dataclass(frozen=True)
class Statement:
    """Words of a text of a notebook, and the expression that is true if they are."""

    place: str
    text: str
    holds: str


def load_statements(folder: Path) -> list[Statement]:
    """The statements of a course; none where there is no file of them."""
    form = "tables [[statement]] with place, text and holds"
    return load_listed(folder / FILE, "statement", lambda row: Statement(**row), form)


async def statement_findings(
    subject: Subject, statements: Iterable[Statement], run: Run
) -> list[Finding]:
    """The statements of a notebook that no text makes, or that its reference contradicts.

    They run after the cells that they need, and after all where one does not hold there.
    """
    own = [one for one in statements if one.place == subject.place]
    found = list(_not_said(subject, own))
    if own:
        source = copy.deepcopy(subject.source)
        source.cells += [_test(number, one) for number, one in enumerate(own)]
        needed = needed_before(source, range(len(subject.source.cells), len(source.cells)))
        parts = [source.cells[place] for place in needed], source.cells
        doubts: list[Finding] = []
        for cells in parts:
            source.cells = cells
            job = replace(subject.job, source=nbformat.writes(source).encode(), plan=subject.plan)
            grade = await run(prepare_reference(job, subject.folder.config))
            if not (doubts := list(_not_true(subject, own, grade))):
                break
        found += doubts
    return found


def _not_true(subject: Subject, own: Sequence[Statement], grade: Grade) -> Iterator[Finding]:
    verdicts = {verdict.grade_id: verdict for verdict in grade.verdicts}
    for number, one in enumerate(own):
        verdict = verdicts[_ID.format(number)]
        if verdict.status != "passed":
            text = f'a text says "{one.text}", and this does not hold: `{one.holds}`'
            yield subject.finding("interface", "", text, verdict.message)


def _not_said(subject: Subject, own: Sequence[Statement]) -> Iterator[Finding]:
    texts = [cell.source for cell in subject.released.cells if cell.cell_type == "markdown"]
    said = " ".join(" ".join(texts).split())
    for one in own:
        if " ".join(one.text.split()) not in said:
            yield subject.finding("interface", "", f'{FILE}: no text says "{one.text}" any more')


def _test(number: int, statement: Statement) -> NotebookNode:
    """A test cell that fails where a statement does not hold."""
    graded = {"grade": True, "solution": False, "locked": True, "task": False, "points": 1}
    about = {"grade_id": _ID.format(number), "schema_version": 3, "cell_type": "code", **graded}
    text = f"import numpy as np\nimport pandas as pd\n\nassert {statement.holds}"
    cell: NotebookNode = new_code_cell(text, metadata={"nbgrader": about})
    return cell
