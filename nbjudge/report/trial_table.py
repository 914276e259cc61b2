"""How each test cell is judged: a table for the terminal, and the same as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from nbformat import NotebookNode
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from nbjudge.course.cells import is_test
from nbjudge.engine.task import Plan
from nbjudge.engine.verdicts import Way

_FREE = "the untouched stub passes it: it says nothing about an exercise that has not been started"
_JUDGED = {"inert": "inert", "live": "live", "none": "not at all"}


@dataclass(frozen=True)
class TriedCell:
    """One test cell after its trial; `remark` says what its author should know."""

    notebook: str
    grade_id: str
    points: float
    judged: Way
    remark: str


def tried_cells(place: str, notebook: NotebookNode, plan: Plan) -> list[TriedCell]:
    """The test cells of a notebook, in its order."""
    cells = [cell.metadata.nbgrader for cell in filter(is_test, notebook.cells)]
    return [
        TriedCell(
            place,
            cell.grade_id,
            float(cell.points),
            plan.way(cell.grade_id),
            plan.faults.get(cell.grade_id, _FREE if cell.grade_id in plan.free else ""),
        )
        for cell in cells
    ]


def trial_table(cells: Sequence[TriedCell]) -> Table:
    """A row per test cell."""
    table = Table(title="How test cells are judged", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("notebook", overflow="fold")
    table.add_column("test cell", overflow="fold")
    table.add_column("points", justify="right")
    table.add_column("judged")
    table.add_column("remark", overflow="fold")
    for one in cells:
        texts = one.notebook, one.grade_id, f"{one.points:g}", _JUDGED[one.judged], one.remark
        table.add_row(*map(Text, texts))
    return table


def trial_records(cells: Iterable[TriedCell]) -> list[Mapping[str, object]]:
    """A dictionary per test cell, ready for JSON."""
    return [asdict(cell) for cell in cells]


def trial_notes(place: str, plan: Plan) -> list[str]:
    """What whoever grades should know of a notebook, a sentence each."""
    live = sorted(plan.live - plan.faults.keys())
    notes = [f"{place}: `{name}` decides nothing: {fault}" for name, fault in plan.faults.items()]
    if live:
        notes.append(f"{place}: judged live, among students' own objects: {', '.join(live)}")
    return notes
