"""Which cell of the course each submitted cell is, also where a tool has dropped its marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from nbjudge.course.cells import claimed_id, is_known, is_solution
from nbjudge.submission.template import Template

_DEFINITION = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
_TARGETS = re.compile(r"[\w\s,*]+")
_WORD = re.compile(r"[^\W\d]\w*")
# Made by nbstripout, or by ourselves: such an id says where a cell stands, and not which it is.
_PLACE = re.compile(r"(?:cell-)?\d+")


@dataclass(frozen=True)
class Recognised:
    """The course's cells in a submission.

    `cells` has, by the identity of each submitted cell that is one of the course's, that one;
    `regained` are the grade ids of those that had lost theirs. `supplied` are the ids of missing
    cells with a stub that would run over what other cells of the student's have made by then.
    """

    cells: Mapping[int, NotebookNode]
    regained: tuple[str, ...]
    supplied: frozenset[str]


def trimmed(text: str) -> str:
    """A text without what can't be seen at the ends of its lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def recognised(
    template: Template, course: NotebookNode, submitted: Sequence[NotebookNode]
) -> Recognised:
    """The course's cells in a submission.

    `course` is a copy of the template's stub. A cell is the course's by its grade id; or else
    by its id or its text, where both are of one type. An answer is also the cell between the same
    neighbours that makes the names that the solution makes or, if it makes none, is alone there.
    """
    search = _Search(_originals(template, course), submitted)
    search.by_claim()
    search.by_trait(search.has_id, search.has_text)
    search.by_trait(search.has_text)
    search.by_trait(search.has_id)
    search.by_names()
    search.by_place()
    return search.result()


@dataclass(frozen=True, eq=False)
class _Original:
    """A cell of the course.

    It is known by `texts`, unless it is an answer; `makes` are names that an answer makes and
    other cells use, `stub_makes` those that the stub makes.
    """

    cell: NotebookNode
    texts: frozenset[str]
    stub: str | None
    makes: frozenset[str] = frozenset()
    stub_makes: frozenset[str] = frozenset()


def _originals(template: Template, course: NotebookNode) -> list[_Original]:
    source = template.source
    lines = [cell for cell in source.cells if cell.cell_type == "code"]
    originals = []
    for cell, stub in zip(source.cells, course.cells, strict=True):
        if not is_solution(cell) and cell.source == stub.source:
            texts = frozenset({trimmed(cell.source), trimmed(template.released[cell.id])})
            originals.append(_Original(stub, texts, None))
        else:
            texts = frozenset() if is_solution(cell) else frozenset({trimmed(stub.source)})
            used = {
                name
                for other in lines
                if other is not cell
                for name in {*_WORD.findall(other.source)} - _made(other)
            }
            by_stub = frozenset(_made(stub))
            makes = frozenset(_made(cell) & used) | by_stub
            originals.append(_Original(stub, texts, trimmed(stub.source), makes, by_stub))
    return originals


def _made(cell: NotebookNode) -> set[str]:
    """The names that the lines of a code cell define or assign, those within others left out.

    Imports don't count: a module is the same for everybody.
    """
    names: set[str] = set()
    for line in cell.source.splitlines() if cell.cell_type == "code" else ():
        if definition := _DEFINITION.match(line):
            names.add(definition[1])
        left, sign, right = line.partition("=")
        targets = left.partition(":")[0].strip("()[] ")
        is_whole = sign and not right.startswith("=") and not left[:1].isspace()
        if is_whole and _TARGETS.fullmatch(targets):
            names.update(_WORD.findall(targets))
    return names


class _Search:
    """The search for the course's cells, the surest signs first."""

    def __init__(self, originals: list[_Original], submitted: Sequence[NotebookNode]) -> None:
        self._originals = originals
        self._submitted = submitted
        self._texts = [trimmed(cell.source) for cell in submitted]
        self._made = [_made(cell) for cell in submitted]
        self._found: dict[int, _Original] = {}

    def by_claim(self) -> None:
        """Finds the cells that have the grade id of one that nbgrader knows, all copies."""
        names = {claimed_id(one.cell): one for one in self._originals if is_known(one.cell)}
        for index, cell in enumerate(self._submitted):
            if (name := claimed_id(cell)) in names:
                self._found[index] = names[name]

    def by_trait(self, *traits: Callable[[_Original, int], bool]) -> None:
        """Finds for each missing cell the first of its type that has these traits."""
        for original in self._missing():
            for index in self._free(original, range(len(self._submitted))):
                if all(has(original, index) for has in traits):
                    self._found[index] = original
                    break

    def has_id(self, original: _Original, index: int) -> bool:
        """Whether a submitted cell has the id of one of the course's."""
        wanted = original.cell.id
        return bool(wanted == self._submitted[index].get("id") and not _PLACE.fullmatch(wanted))

    def has_text(self, original: _Original, index: int) -> bool:
        """Whether a submitted cell has the text of one of the course's."""
        return self._texts[index] in original.texts

    def by_names(self) -> None:
        """Finds answers by the names that they make, or as the stub, between their neighbours.

        A locked cell whose text is the student's may hold the answer, too.
        """
        for original in self._missing_answers():
            before, after = self._neighbours(original)
            candidates = self._free(original, range(before + 1, after))
            candidates += [i for i in range(after + 1) if self._is_altered(i)]
            best = max(candidates, key=lambda i: self._share(original, i), default=-1)
            if best < 0 or not self._share(original, best):
                best = next((i for i in candidates if self._texts[i] == original.stub), -1)
            if best >= 0:
                self._found[best] = original

    def by_place(self) -> None:
        """Finds answers that make no names, where there are as many cells as should be."""
        between: dict[tuple[int, int, str], list[_Original]] = {}
        for original in self._missing():
            place = *self._neighbours(original), original.cell.cell_type
            between.setdefault(place, []).append(original)
        for (before, after, _), missing in between.items():
            candidates = self._free(missing[0], range(before + 1, after))
            if len(candidates) == len(missing) and all(is_known(one.cell) for one in missing):
                pairs = zip(candidates, missing, strict=True)
                self._found |= {
                    i: one for i, one in pairs if one.stub is not None and not one.makes
                }

    def result(self) -> Recognised:
        """What was found."""
        cells = {id(self._submitted[i]): one.cell for i, one in self._found.items()}
        regained = (
            str(claimed_id(one.cell))
            for i, one in sorted(self._found.items(), key=lambda pair: pair[0])
            if is_known(one.cell) and claimed_id(one.cell) != claimed_id(self._submitted[i])
        )
        supplied = {one.cell.id for one in self._missing_answers() if self._is_supplied(one)}
        return Recognised(cells, tuple(regained), frozenset(supplied))

    def _missing(self) -> list[_Original]:
        found = set(self._found.values())
        return [one for one in self._originals if one not in found]

    def _missing_answers(self) -> list[_Original]:
        return [one for one in self._missing() if one.stub is not None]

    def _free(self, original: _Original, places: range) -> list[int]:
        """The places of cells of the same type that are nobody's yet."""
        kind = original.cell.cell_type
        return [i for i in places if i not in self._found and self._submitted[i].cell_type == kind]

    def _neighbours(self, original: _Original) -> tuple[int, int]:
        """The places of the nearest cells before and after one that were found."""
        first: dict[_Original, int] = {}
        for index in sorted(self._found):
            first.setdefault(self._found[index], index)
        place = self._originals.index(original)
        earlier, later = self._originals[:place][::-1], self._originals[place + 1 :]
        before = next((first[one] for one in earlier if one in first), -1)
        after = next((first[one] for one in later if one in first), len(self._submitted))
        return before, after

    def _is_altered(self, index: int) -> bool:
        """Whether there is a locked cell with a text of the student's."""
        found = self._found.get(index)
        return (
            found is not None
            and found.stub is None
            and is_known(found.cell)
            and not self.has_text(found, index)
        )

    def _share(self, original: _Original, index: int) -> int:
        """How many of the names that an answer makes a cell makes."""
        return len(original.makes & self._new_names(index))

    def _new_names(self, index: int) -> set[str]:
        """The names that a cell makes beyond those that it makes in the course."""
        own = self._found.get(index)
        return self._made[index] - (own.makes | _made(own.cell) if own else set())

    def _is_supplied(self, original: _Original) -> bool:
        """Whether other cells make, before its place ends, what a missing answer should."""
        before_next = range(self._neighbours(original)[1])
        names = {name for index in before_next for name in self._new_names(index)}
        if original.stub_makes:
            return not original.stub_makes.isdisjoint(names)
        return bool(original.makes) and original.makes <= names
