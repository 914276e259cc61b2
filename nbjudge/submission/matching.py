"""Which of the files that were handed in belongs to which notebook of the assignment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from nbformat import NotebookNode

from nbjudge.checks.wording import code
from nbjudge.course.cells import known_cells
from nbjudge.submission.notes import bounded, shown

_ENOUGH = 0.5
_ENDING = re.compile(r"(\.(ipynb|json|txt))+$", re.IGNORECASE)
_COPY = re.compile(r"(?:_copy_?\d*|_?\(\d+\)|_?\(copy\))+$")
# How a file comes to its notebook, the best way first.
_SAME_NAME, _LIKE_NAME, _CELLS, _LAST_RESORT = range(4)


@dataclass(frozen=True)
class Matched:
    """The path of the submitted file of each source notebook that has one, by its name.

    `notes` are sentences for the student on every file that has not the right name.
    """

    files: Mapping[str, str]
    notes: tuple[str, ...]


def match_names(
    sources: Mapping[str, NotebookNode],
    submitted: Mapping[str, Set[str] | None],
    others: Mapping[str, Set[str] | None] = MappingProxyType({}),
) -> Matched:
    """Which submitted file is graded as which source notebook; each is taken once at most.

    The same name goes first, then one that differs only as copies and downloads do, then the
    file that holds most of the source's graded cells, at least half. A file that can't be read,
    or holds the cells of another notebook, is taken for its name only if there is no other.
    `submitted` has the grade ids that each file holds, None if it can't be read. `others` are
    files that `may_be_notebook` by their names: one is, if it holds the cells of its namesake.
    """
    wanted = {name: set(known_cells(source)) for name, source in sources.items()}
    held = dict(submitted)
    for file, cells in others.items():
        named = (name for name in wanted if _alike(file, name))
        if any(_share(wanted[name], cells or set()) >= _ENOUGH for name in named):
            held[file] = cells
    pairs = sorted(
        (rank, name, file)
        for file, cells in held.items()
        for name in wanted
        if (rank := _rank(name, file, wanted, cells))
    )
    files: dict[str, str] = {}
    for _, name, file in pairs:
        if name not in files and file not in files.values():
            files[name] = file
    ways = {(name, file): rank[0] for rank, name, file in pairs}
    notes = [
        f"{shown(file)} was graded as {code(name)}: "
        + ("it holds its cells" if ways[name, file] == _CELLS else "the names are alike")
        for name, file in sorted(files.items())
        if file != f"{name}.ipynb"
    ]
    for file in sorted(held.keys() - files.values()):
        # Its notebook has another file: the pair would have been taken otherwise.
        instead = next((files[name] for _, name, one in pairs if one == file), None)
        if instead is None:
            notes.append(f"{shown(file)} belongs to no notebook of the assignment")
        else:
            reason = "can't be read" if held[file] is None else "was not graded"
            notes.append(f"{shown(file)} {reason}: {shown(instead)} was graded instead")
    return Matched(files, bounded(notes))


def may_be_notebook(file: str, sources: Iterable[str]) -> bool:
    """Whether a file is called like one of the notebooks, but for `.json` or `.txt` at its end."""
    return bool(_ENDING.search(file)) and any(_alike(file, name) for name in sources)


def _share(wanted: Set[str], cells: Set[str]) -> float:
    """How much of a notebook these cells are."""
    return len(wanted & cells) / max(1, len(wanted))


def _rank(
    name: str, file: str, wanted: Mapping[str, Set[str]], held: Set[str] | None
) -> tuple[int, float, float] | None:
    """How well a file suits a notebook, the less the better; None if it does not at all."""
    cells = held or set()
    shares = {one: _share(ids, cells) for one, ids in wanted.items()}
    share = shares[name]
    way = _SAME_NAME if file == f"{name}.ipynb" else _LIKE_NAME if _alike(file, name) else _CELLS
    if way == _CELLS and share < _ENOUGH:
        return None
    if held is None or share < _ENOUGH <= max(shares.values()):
        way += _LAST_RESORT
    # A notebook may hold all cells of another one, and more.
    common = share and len(wanted[name] & cells) / len(wanted[name] | cells)
    return way, -share, -common


def _alike(file: str, name: str) -> bool:
    """Whether a file has this name but for case, folder, ending, gaps, or a mark of a copy."""
    return _COPY.sub("", _plain(_ENDING.sub("", file.rpartition("/")[2]))) == _plain(name)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.casefold())
