"""Mutants that change nothing that anybody gives points for: a file of them, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbjudge.audit.listed import load_listed
from nbjudge.audit.mutation import Fate

FILE = "equivalents.toml"


@dataclass(frozen=True)
class Equivalent:
    """A mutant that is as good as the reference, by the reason that its author gives.

    `change` is what is different in the cell, in lines that begin with `-` and `+`.
    """

    place: str
    cell: str
    change: str
    reason: str


def load_equivalents(folder: Path) -> list[Equivalent]:
    """The equivalent mutants of a course; none where there is no file of them."""
    form = "tables [[equivalent]] with place, cell, change and reason"
    return load_listed(folder / FILE, "equivalent", lambda row: Equivalent(**row), form)


def equivalent_keys(
    place: str, fates: Iterable[Fate], known: Iterable[Equivalent]
) -> Mapping[str, str]:
    """The mutants of a notebook that are known to be equivalent, by key, with the reasons."""
    reasons = {(one.cell, one.change.strip()): one.reason for one in known if one.place == place}
    return {
        one.mutant.key: reasons[about]
        for one in fates
        if (about := (one.mutant.grade_id, changed_lines(one))) in reasons
    }


def stale(
    place: str, fates: Iterable[Fate], known: Iterable[Equivalent], *, all_made: bool
) -> Iterator[str]:
    """What the file says of a notebook that does not hold any more, a sentence each.

    Of a mutant that is not there, only where `all_made` of a notebook are.
    """
    by_change = {(one.mutant.grade_id, changed_lines(one)): one for one in fates}
    for one in known:
        if one.place != place:
            continue
        found = by_change.get((one.cell, one.change.strip()))
        if found is None and all_made:
            yield f"`{one.cell}`: no such mutant is made any more: {one.change.strip()!r}"
        elif found is not None and found.killed_by:
            yield f"`{one.cell}`: the tests kill it now, so it is not equivalent: {one.change!r}"


def changed_lines(fate: Fate) -> str:
    """What is different in a mutant, without what stands around it."""
    lines = fate.mutant.diff().split("\n")
    return "\n".join(line for line in lines if line.startswith(("-", "+"))).strip()
