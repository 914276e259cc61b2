"""The notebook that is graded: the course's own, with the student's answers in it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import is_grade, is_locked, is_solution
from traitlets.config import Config

from nbjudge.checks.wording import code
from nbjudge.submission.handed_in import bounded, free_id

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


def untouched(source: NotebookNode, config: Config | None = None) -> NotebookNode:
    """The source notebook with every solution replaced by its stub, hidden tests kept."""
    stub: NotebookNode
    stub, _ = ClearSolutions(config=config).preprocess(copy.deepcopy(source), {})
    return stub


def solved(source: NotebookNode) -> Rebuilt:
    """The source notebook as whoever made it would hand it in."""
    notebook, taken = copy.deepcopy(source), set[str]()
    notebook = MetadataValidator().upgrade_notebook_metadata(notebook)
    for cell in notebook.cells:
        cell.id = free_id(cell.get("id"), taken)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return Rebuilt(notebook, frozenset(), frozenset(), ())


def known_cells(source: NotebookNode) -> dict[str, NotebookNode]:
    """The graded, solution and locked cells of a source notebook, by grade id.

    Tasks are locked too.
    """
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in source.cells
        if is_grade(cell) or is_solution(cell) or is_locked(cell)
    }


def claimed_id(cell: NotebookNode) -> str | None:
    """The grade id that a submitted cell goes by."""
    grade_id: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return grade_id


def rebuild(
    source: NotebookNode, submitted: NotebookNode | None, config: Config | None = None
) -> Rebuilt:
    """The source notebook with the student's answers, and with the cells that the student added.

    Every graded, solution and locked cell of the source is there once, in its order; the text of
    the solutions is the student's, or the stub where the cell is missing. All other cells are the
    student's, stripped of their metadata, each after the known cell that it followed. That holds
    for the source's own cells that nbgrader does not know, such as free texts: they may be edited
    or deleted. They are recognised by their type with their id or their text, and keep their
    metadata; of the deleted ones only code is put back, as later cells need it.

    `submitted` comes from `read_submitted`, or is None if nothing was handed in; `config` may set
    other stubs than nbgrader's.
    """
    course = MetadataValidator().upgrade_notebook_metadata(copy.deepcopy(source))
    release = untouched(course, config)
    known = known_cells(course)
    stubs = {name: cell.source for name, cell in known_cells(release).items()}
    theirs = (release if submitted is None else submitted).cells
    answers, notes = _answers(known, stubs, theirs)
    added = _added(course, theirs, answers)
    if list(added) != [_START, *answers]:
        notes.append("some cells had changed places and are back in order")
    for name, cell in known.items():
        if is_solution(cell):
            cell.source = stubs[name]
            if name in answers:
                _fill(cell, answers[name][0])
    cells = _in_order(course, added)
    notes += _put_back(course, cells)
    for cell in cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook = new_notebook(cells=cells, metadata=course.metadata)
    unchanged = {
        name
        for name, cell in known.items()
        if is_solution(cell) and _trimmed(cell.source) == _trimmed(stubs[name])
    }
    theirs_alone = {cell.id for cell in cells} - {cell.id for cell in course.cells}
    return Rebuilt(notebook, frozenset(unchanged), frozenset(theirs_alone), bounded(notes))


def _answers(
    known: Mapping[str, NotebookNode], stubs: Mapping[str, str], submitted: Iterable[NotebookNode]
) -> tuple[dict[str, list[NotebookNode]], list[str]]:
    """The submitted cells that count for each known one that is there, and notes.

    That is one cell, or all different answers if a solution cell was copied.
    """
    copies: dict[str | None, list[NotebookNode]] = {}
    for cell in submitted:
        copies.setdefault(claimed_id(cell), []).append(cell)
    answers: dict[str, list[NotebookNode]] = {}
    notes = []
    for name, cell in known.items():
        found = copies.get(name, [])
        if not found:
            fate = "counts as not answered" if is_solution(cell) else "was put back"
            notes.append(f"{code(name)} was missing and {fate}")
            continue
        answers[name] = _different(found, stubs[name]) if is_solution(cell) else found[:1]
        if len(answers[name]) > 1:
            fate = "the first is graded, and the others run right after it"
            notes.append(f"{code(name)} was there with different answers: {fate}")
        elif len(found) > 1:
            notes.append(f"{code(name)} was there {len(found):,} times and is kept once")
        before, kind = answers[name][0].cell_type, cell.cell_type
        if is_solution(cell) and before != kind:
            fate = f"is a {_KINDS[kind]} cell again"
            notes.append(f"{code(name)} had become a {_KINDS[before]} cell and {fate}")
    return answers, notes


def _different(copies: Iterable[NotebookNode], stub: str) -> list[NotebookNode]:
    """The first cell of each text; an empty cell or a stub only if there is nothing else."""
    texts: dict[str, NotebookNode] = {}
    for cell in copies:
        texts.setdefault(_trimmed(cell.source), cell)
    for nothing in ("", _trimmed(stub)):
        if len(texts) > 1:
            texts.pop(nothing, None)
    return list(texts.values())


def _added(
    course: NotebookNode,
    submitted: Iterable[NotebookNode],
    answers: Mapping[str, list[NotebookNode]],
) -> dict[str, list[NotebookNode]]:
    """The cells that follow each known one of the submission, in the submission's order."""
    taken: set[str] = set()
    for cell in course.cells:
        cell.id = free_id(cell.get("id"), taken)
    known = known_cells(course)
    strangers = [cell for cell in submitted if claimed_id(cell) not in known]
    recognised = _recognised(course, strangers)
    heads = {id(cells[0]): name for name, cells in answers.items()}
    added: dict[str, list[NotebookNode]] = {(place := _START): []}
    for cell in submitted:
        if id(cell) in heads:
            place = heads[id(cell)]
            added[place] = [_stripped(other, taken) for other in answers[place][1:]]
        elif id(cell) in recognised:
            added[place].append(_fill(recognised[id(cell)], cell))
        elif claimed_id(cell) not in known:
            added[place].append(_stripped(cell, taken))
    return added


def _recognised(course: NotebookNode, strangers: list[NotebookNode]) -> dict[int, NotebookNode]:
    """The source's cells that nbgrader does not know, by the identity of the submitted ones."""
    known = {id(cell) for cell in known_cells(course).values()}
    missing = [cell for cell in course.cells if id(cell) not in known]
    found: dict[int, NotebookNode] = {}
    for trait in ("id", "source"):
        for cell in list(missing):
            for one in strangers:
                same = one.cell_type == cell.cell_type and one.get(trait) == cell[trait]
                if same and id(one) not in found:
                    found[id(one)] = cell
                    missing = [other for other in missing if other is not cell]
                    break
    return found


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
            # A missing cell goes before those of the source that rely on it, and after all others.
            later = (order.get(id(one), -1) > order[id(cell)] for one in cells[place:])
            place += next((n for n, is_later in enumerate(later) if is_later), len(cells) - place)
        cells[place:place] = [cell, *added.get(name, [])]
        place += 1
    return cells


def _put_back(course: NotebookNode, cells: list[NotebookNode]) -> list[str]:
    """Adds the source's code cells that are missing, each after the cell that was before it."""
    notes = []
    place = 0
    for cell in course.cells:
        here = next((index for index, one in enumerate(cells) if one is cell), None)
        if here is not None:
            place = here + 1
        elif cell.cell_type == "code":
            cells.insert(place, cell)
            place += 1
            line = next(iter(cell.source.splitlines()), "")
            notes.append(f"the course's cell {code(line)} was missing and was put back")
    return notes


def _trimmed(text: str) -> str:
    """A text without what can't be seen at the ends of its lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
