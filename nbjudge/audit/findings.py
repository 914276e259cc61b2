"""What an audit has found: findings, and of mutants how many the tests of an exercise noticed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from nbjudge.audit.equivalents import Equivalent, equivalent_keys, stale
from nbjudge.audit.form import reading_min
from nbjudge.audit.mutation import Fate
from nbjudge.audit.subject import Finding, Subject
from nbjudge.audit.thresholds import Threshold


@dataclass(frozen=True)
class MutationScore:
    """How many of the mutants the tests killed, equivalent ones apart.

    Source: DeMillo, Lipton and Sayward, "Hints on test data selection", Computer 11 (1978).
    """

    killed: int
    equivalent: int
    total: int

    @property
    def value(self) -> float | None:
        """Killed ones as a share of all that are not equivalent; None if there are none."""
        counted = self.total - self.equivalent
        return self.killed / counted if counted else None

    def __add__(self, other: MutationScore) -> MutationScore:
        return MutationScore(
            self.killed + other.killed,
            self.equivalent + other.equivalent,
            self.total + other.total,
        )


def mutation_score(fates: Iterable[Fate], equivalent: Collection[str]) -> MutationScore:
    """The score of these mutants, of which those with these keys are `equivalent`."""
    counted = [one for one in fates if not one.fault and not one.harmless]
    return MutationScore(
        killed=sum(not one.is_survivor for one in counted),
        equivalent=sum(one.is_survivor and one.mutant.key in equivalent for one in counted),
        total=len(counted),
    )


@dataclass(frozen=True)
class ExerciseAudit:
    """What was found of an exercise; of its mutants, those with a reason are `equivalent`."""

    id: str
    title: str
    points: float
    score: MutationScore
    findings: Sequence[Finding]


@dataclass(frozen=True)
class NotebookAudit:
    """The audit of a notebook: its exercises, and what belongs to none of them.

    `training` is the score over the solution cells that train something; `thresholds` are those
    that were calibrated; its texts take `reading_min` to read.
    """

    place: str
    exercises: Sequence[ExerciseAudit]
    findings: Sequence[Finding]
    training: MutationScore
    thresholds: Sequence[Threshold] = ()
    reading_min: float = 0.0

    @property
    def score(self) -> MutationScore:
        """The mutation score of all exercises."""
        return sum((one.score for one in self.exercises), MutationScore(0, 0, 0))

    @property
    def all_findings(self) -> list[Finding]:
        """All that was found."""
        return [*self.findings, *(found for one in self.exercises for found in one.findings)]


def notebook_audit(
    subject: Subject,
    fates: Sequence[Fate],
    findings: Iterable[Finding],
    training: Iterable[str],
    known: Sequence[Equivalent],
    thresholds: Sequence[Threshold],
    *,
    all_made: bool,
) -> NotebookAudit:
    """The audit of a notebook, of these parts; whether all of its mutants were made is told."""
    found, trains = list(findings), set(training)
    reasons = equivalent_keys(subject.place, fates, known)
    found += [
        _of_fate(subject, one)
        for one in fates
        if one.mutant.key not in reasons and (one.fault or one.is_survivor)
    ]
    gone = stale(subject.place, fates, known, all_made=all_made)
    found += [subject.finding("mutants", "", text) for text in gone]
    exercises = [
        ExerciseAudit(
            one.id,
            one.title,
            sum(one.tests.values()),
            mutation_score((f for f in fates if f.mutant.grade_id in one.solutions), reasons),
            [finding for finding in found if finding.exercise == one.id],
        )
        for one in subject.exercises
    ]
    return NotebookAudit(
        subject.place,
        exercises,
        [finding for finding in found if not finding.exercise],
        mutation_score((one for one in fates if one.mutant.grade_id in trains), reasons),
        thresholds,
        reading_min(subject.released),
    )


def _of_fate(subject: Subject, fate: Fate) -> Finding:
    """What to say of a mutant that the tests of its exercise have not killed."""
    mutant = fate.mutant
    if fate.fault:
        text = f"a mutant could not be run: {fate.fault}"
    elif fate.charged:
        text = f"this fault loses points only in {', '.join(fate.charged)}"
    else:
        text = "this fault keeps full points"
    return subject.finding("mutants", mutant.grade_id, f"{text} ({mutant.operator})", mutant.diff())
