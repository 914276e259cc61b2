"""The notebook that is graded: the course's own, with the student's answers in it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from nbjudge.checks.wording import code
from nbjudge.course.cells import is_known, is_solution, known_cells
from nbjudge.submission.notes import bounded
from nbjudge.submission.reading import free_id, read_submitted
from nbjudge.submission.recognition import Recognised, recognised, trimmed
from nbjudge.submission.template import Template

_KINDS = {"code": "code", "markdown": "text", "raw": "raw"}
# Where the cells stand that come before all known ones: no grade id is empty.
_START = ""


@dataclass(frozen=True)
class Rebuilt:
    """A notebook to grade.

    `unchanged` are the grade ids of the solution cells that are still the stub, `added` the ids
    of the cells that the student added; `notes` are sentences for the student on what was put
    right.
    """

    notebook: NotebookNode
    unchanged: frozenset[str]
    added: frozenset[str]
    notes: tuple[str, ...]

    def to_json(self) -> bytes:
        """This as text, the same for the same."""
        record = vars(self) | {"unchanged": sorted(self.unchanged), "added": sorted(self.added)}
        return json.dumps(record, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Rebuilt:
        """What a text stands for."""
        known = json.loads(text)
        notebook = nbformat.from_dict(known["notebook"])
        unchanged, added = frozenset(known["unchanged"]), frozenset(known["added"])
        return cls(notebook, unchanged, added, tuple(known["notes"]))


def rebuilt_file(files: Sequence[BinaryIO], template: str) -> bytes:
    """The same of the one file that was handed in, for a process that may come to harm.

    A SubmissionError says why it is no notebook.
    """
    (file,) = files
    return rebuild(Template.from_text(template), read_submitted(file.read())).to_json()


def solved(template: Template) -> Rebuilt:
    """The source notebook as whoever made it would hand it in."""
    notebook = copy.deepcopy(template.source)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return Rebuilt(notebook, frozenset(), frozenset(), ())


def rebuild(template: Template, submitted: NotebookNode | None) -> Rebuilt:
    """The source notebook with the student's answers, and with the cells that the student added.

    Every graded, solution and locked cell of the source is there once, in its order; the text of
    the solutions is the student's, or the stub where the cell is missing. All other cells are the
    student's, stripped of their metadata, each after the known cell that it followed. That holds
    for the source's own cells that nbgrader does not know, such as free texts: they may be edited
    or deleted, and keep their metadata; of the deleted ones only code is put back, as later cells
    need it. No stub is put back where it would run over what other cells made.

    `submitted` comes from `read_submitted`, or is None if nothing was handed in.
    """
    course = copy.deepcopy(template.stub)
    known = known_cells(course)
    stubs = {name: cell.source for name, cell in known.items()}
    theirs = copy.deepcopy(course.cells) if submitted is None else submitted.cells
    found = recognised(template, course, theirs)
    answers, notes = _answers(known, theirs, found)
    added = _added(course, theirs, answers, found)
    if list(added) != [_START, *answers]:
        notes.append("some cells had changed places and are back in order")
    for name, cell in known.items():
        if is_solution(cell) and name in answers:
            _fill(cell, answers[name][0])
        elif cell.id in found.supplied:
            cell.source = ""
    cells = _in_order(course, added)
    notes += _put_back(course, cells, found)
    for cell in cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook = new_notebook(cells=cells, metadata=course.metadata)
    unchanged = {
        name
        for name, cell in known.items()
        if is_solution(cell) and trimmed(cell.source) == trimmed(stubs[name])
    }
    theirs_alone = {cell.id for cell in cells} - {cell.id for cell in course.cells}
    return Rebuilt(notebook, frozenset(unchanged), frozenset(theirs_alone), bounded(notes))


def _answers(
    known: Mapping[str, NotebookNode], submitted: Iterable[NotebookNode], found: Recognised
) -> tuple[dict[str, list[NotebookNode]], list[str]]:
    """The submitted cells that count for each known one that is there, and notes.

    That is one cell, or all different answers if a solution cell was copied.
    """
    copies: dict[int, list[NotebookNode]] = {}
    for cell in submitted:
        copies.setdefault(id(found.cells.get(id(cell))), []).append(cell)
    answers: dict[str, list[NotebookNode]] = {}
    notes = []
    if found.regained:
        names = ", ".join(bounded(map(code, found.regained)))
        notes.append(f"found again without nbgrader's metadata: {names}")
    for name, cell in known.items():
        theirs = copies.get(id(cell), [])
        if not theirs:
            notes.append(f"{code(name)} was missing and {_fate(cell, found)}")
            continue
        answers[name] = _different(theirs, cell.source) if is_solution(cell) else theirs[:1]
        if len(answers[name]) > 1:
            fate = "the first is graded, and the others run after it"
            notes.append(f"{code(name)} was there with different answers: {fate}")
        elif len(theirs) > 1:
            notes.append(f"{code(name)} was there {len(theirs):,} times and is kept once")
        before, kind = answers[name][0].cell_type, cell.cell_type
        if is_solution(cell) and before != kind:
            fate = f"is a {_KINDS[kind]} cell again"
            notes.append(f"{code(name)} had become a {_KINDS[before]} cell and {fate}")
    return answers, notes


def _fate(cell: NotebookNode, found: Recognised) -> str:
    """What becomes of a missing cell."""
    if not is_solution(cell):
        return "was put back"
    if cell.id in found.supplied:
        return "stays empty: what other cells make in its place counts"
    return "counts as not answered"


def _different(copies: Iterable[NotebookNode], stub: str) -> list[NotebookNode]:
    """The first cell of each text; an empty cell or a stub only if there is nothing else."""
    texts: dict[str, NotebookNode] = {}
    for cell in copies:
        texts.setdefault(trimmed(cell.source), cell)
    for nothing in ("", trimmed(stub)):
        if len(texts) > 1:
            texts.pop(nothing, None)
    return list(texts.values())


def _added(
    course: NotebookNode,
    submitted: Iterable[NotebookNode],
    answers: Mapping[str, list[NotebookNode]],
    found: Recognised,
) -> dict[str, list[NotebookNode]]:
    """The cells that follow each known one of the submission, in the submission's order.

    Other answers to it that stand elsewhere come last.
    """
    taken = {cell.id for cell in course.cells}
    heads = {id(cells[0]): name for name, cells in answers.items()}
    copies = {id(cell): name for name, cells in answers.items() for cell in cells[1:]}
    added: dict[str, list[NotebookNode]] = {(place := _START): []}
    elsewhere: dict[str, list[NotebookNode]] = {}
    for cell in submitted:
        own = found.cells.get(id(cell))
        if id(cell) in heads:
            added[place := heads[id(cell)]] = []
        elif own is None or copies.get(id(cell)) == place:
            added[place].append(_stripped(cell, taken))
        elif id(cell) in copies:
            elsewhere.setdefault(copies[id(cell)], []).append(_stripped(cell, taken))
        elif not is_known(own):
            added[place].append(_fill(own, cell))
    for name, cells in elsewhere.items():
        added[name] += cells
    return added


def _fill(cell: NotebookNode, submitted: NotebookNode) -> NotebookNode:
    """The cell, now with the text of the submitted one and the images in it."""
    cell.source = submitted.source
    cell.pop("attachments", None)
    if cell.cell_type != "code" and "attachments" in submitted:
        cell.attachments = copy.deepcopy(submitted.attachments)
    return cell


def _stripped(cell: NotebookNode, taken: set[str]) -> NotebookNode:
    """A copy of a cell that the student added, without its metadata."""
    name = free_id(cell.get("id"), taken)
    return _fill(NotebookNode(cell_type=cell.cell_type, id=name, metadata=NotebookNode()), cell)


def _in_order(course: NotebookNode, added: Mapping[str, list[NotebookNode]]) -> list[NotebookNode]:
    """The source's known cells in its order, with the cells that follow each."""
    order = {id(cell): number for number, cell in enumerate(course.cells)}
    cells = list(added[_START])
    place = 0
    for name, cell in known_cells(course).items():
        if name in added:
            place = len(cells)
        else:
            # A missing cell goes between those of the source before and after it: a stub before
            # the student's own cells, which may make what it would spoil, a test after them.
            numbers = [order.get(id(one), -1) for one in cells[place:]]
            later = (n for n, number in enumerate(numbers) if number > order[id(cell)])
            end = next(later, len(numbers))
            earlier = (n + 1 for n in range(end) if numbers[n] >= 0)
            place += max(earlier, default=0) if is_solution(cell) else end
        cells[place:place] = [cell, *added.get(name, [])]
        place += 1
    return cells


def _put_back(course: NotebookNode, cells: list[NotebookNode], found: Recognised) -> list[str]:
    """Adds the source's code cells that are missing, each after the cell that was before it."""
    notes = []
    place = 0
    for cell in course.cells:
        here = next((index for index, one in enumerate(cells) if one is cell), None)
        if here is not None:
            place = here + 1
        elif cell.cell_type == "code" and cell.id not in found.supplied:
            cells.insert(place, cell)
            place += 1
            line = next(iter(cell.source.splitlines()), "")
            notes.append(f"the course's cell {code(line)} was missing and was put back")
    return notes
