"""What there is to show of a graded class, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class CellScore:
    """The score of one graded cell; `to_grade` while it waits for a person.

    `extra_credit` is in the score already.
    """

    notebook: str
    grade_id: str
    score: float
    max_score: float
    to_grade: bool
    extra_credit: float


@dataclass(frozen=True)
class SubmissionScore:
    """The scores of one student in one assignment, as `nbgrader export` has them.

    `score` is what is left of `raw_score` after the penalty. `late_s` is in seconds, 0 when in
    time. Who has not handed in has no cells.
    """

    student: str
    assignment: str
    score: float
    max_score: float
    raw_score: float
    late_submission_penalty: float
    late_s: float
    cells: tuple[CellScore, ...]

    @property
    def to_grade(self) -> float:
        """The points that may come when a person has graded what waits."""
        return sum(max(0.0, one.max_score - one.score) for one in self.cells if one.to_grade)


@dataclass(frozen=True)
class ScoreChange:
    """What a run would change: the automatic score of a cell, now (None if there is none) and then.

    `counts` is false where a person has given another score, which stays.
    """

    student: str
    assignment: str
    notebook: str
    grade_id: str
    before: float | None
    after: float
    counts: bool


@dataclass(frozen=True)
class ClassOutcome:
    """The scores of a class, and what else is to be said of it.

    `problems` say why notebooks could not be graded, by name; `remarks` what was found and mended,
    `alarms` what is worth a look: all three by (student, assignment). `faults` are those of
    assignments, by name.
    """

    scores: Sequence[SubmissionScore]
    problems: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    remarks: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    alarms: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The same in what JSON has."""
        by_place = {
            name: [[*place, value] for place, value in getattr(self, name).items()]
            for name in ("problems", "remarks", "alarms")
        }
        scores = [asdict(one) for one in self.scores]
        return {"scores": scores, "faults": dict(self.faults), **by_place}

    @classmethod
    def from_plain(cls, known: Mapping[str, Any]) -> ClassOutcome:
        """What `plain` has given; KeyError, TypeError or ValueError if it is none."""
        scores = [
            SubmissionScore(**one | {"cells": tuple(CellScore(**cell) for cell in one["cells"])})
            for one in known["scores"]
        ]
        by_place = {
            name: {(student, assignment): value for student, assignment, value in known[name]}
            for name in ("problems", "remarks", "alarms")
        }
        return cls(scores, faults=known["faults"], **by_place)

    @property
    def is_good(self) -> bool:
        """Whether all of it could be graded."""
        return not self.faults and not any(self.problems.values())

    def records(self) -> list[dict[str, Any]]:
        """A dictionary per submission, ready for JSON; an assignment's fault is in each of them."""
        own = {name: {"assignment": fault} for name, fault in self.faults.items()}
        found = []
        for one in self.scores:
            place = one.student, one.assignment
            problems = {**self.problems.get(place, {}), **own.get(one.assignment, {})}
            more = {"remarks": list(self.remarks.get(place, ()))}
            more["alarms"] = list(self.alarms.get(place, ()))
            found.append(asdict(one) | {"to_grade": one.to_grade, "problems": problems} | more)
        return found
