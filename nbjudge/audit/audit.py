"""The audit of a course: are the tests right? Each part of it, side by side, with what it finds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from nbjudge.audit.calibration import threshold_findings
from nbjudge.audit.equivalents import load_equivalents
from nbjudge.audit.findings import NotebookAudit, notebook_audit
from nbjudge.audit.form import form_findings
from nbjudge.audit.interface import interface_findings
from nbjudge.audit.leaks import leak_findings, message_findings
from nbjudge.audit.mutants import Mutant
from nbjudge.audit.mutation import Fate, fate, mutants_of, training_cells
from nbjudge.audit.outcomes import Outcome, Outcomes
from nbjudge.audit.statements import load_statements, statement_findings
from nbjudge.audit.subject import Finding, Subject, Watcher, tried
from nbjudge.audit.thresholds import Threshold
from nbjudge.audit.variants import (
    answer_findings,
    follow_through_findings,
    known_answers,
    stubs,
)
from nbjudge.engine.job import Run
from nbjudge.engine.pipeline import prepare_stub


@dataclass(frozen=True)
class Depth:
    """How many mutants are made of a solution cell at most, and of one that trains.

    Known answers are tried, and answers left out, or not. Of each threshold so many `draws` are
    made again.
    """

    of_a_cell: int
    of_a_training: int
    answers: bool
    draws: int


WHOLE, FAST = Depth(12, 48, answers=True, draws=2), Depth(1, 1, answers=False, draws=0)


async def audit(
    subjects: Iterable[Subject],
    *,
    run: Run,
    outcomes: Outcomes,
    jobs: int,
    depth: Depth,
    watcher: Watcher,
    thresholds: Sequence[Threshold] = (),
) -> AsyncIterator[NotebookAudit]:
    """The audits of notebooks, each when it is done; `run` knows what has been tried before."""
    room = asyncio.Semaphore(jobs)

    async def whole(subject: Subject) -> NotebookAudit:
        config = subject.folder.config
        async with room:
            subject = await tried(subject, run)
        made = list(mutants_of(subject, depth.of_a_cell, depth.of_a_training))
        answers = known_answers(subject) if depth.answers else []
        left_out = subject.exercises if depth.answers and subject.listed else []
        watcher.made(subject, len(made) + len(answers) + len(left_out))

        async def outcome_of(cells: Mapping[str, str]) -> Mapping[str, Outcome]:
            async with room:
                found = await outcomes.of(subject.prepared(cells))
            watcher.ended(subject, False)
            return found

        async def fate_of(mutant: Mutant) -> Fate:
            async with room:
                found = await fate(subject, mutant, outcomes)
            watcher.ended(subject, found.is_survivor)
            return found

        of_answers = await asyncio.gather(*(outcome_of(one.cells) for one in answers))
        of_left_out = await asyncio.gather(*(outcome_of(stubs(subject, one)) for one in left_out))
        fates = await asyncio.gather(*map(fate_of, made))
        statements = load_statements(subject.folder.path)
        limits = [one for one in thresholds if one.place.notebook == subject.place]
        async with room:
            stub = await run(prepare_stub(replace(subject.job, plan=subject.plan), config))
            of_texts = await statement_findings(subject, statements, run)
            of_limits = await threshold_findings(subject, outcomes, limits, draws=depth.draws)
        findings = [
            *_findings(subject),
            *form_findings(subject, stub),
            *of_texts,
            *of_limits,
            *chain.from_iterable(
                answer_findings(subject, *one) for one in zip(answers, of_answers, strict=True)
            ),
            *chain.from_iterable(
                (
                    *message_findings(subject, answer.cells, _messages(found)),
                    *follow_through_findings(
                        subject, answer.cells, found, f"by the known answer `{answer.name}`"
                    ),
                )
                for answer, found in zip(answers, of_answers, strict=True)
            ),
            *chain.from_iterable(
                follow_through_findings(
                    subject, one.solutions, found, f"where {one.id} is not answered"
                )
                for one, found in zip(left_out, of_left_out, strict=True)
            ),
        ]
        known = load_equivalents(subject.folder.path)
        training = training_cells(subject)
        return notebook_audit(subject, fates, findings, training, known, limits)

    for done in asyncio.as_completed([whole(one) for one in subjects]):
        yield await done


def _findings(subject: Subject) -> Iterator[Finding]:
    """What can be found of a notebook that has been tried, without running any more of it."""
    for grade_id, fault in subject.plan.faults.items():
        yield subject.finding("trial", grade_id, fault)
    for grade_id in sorted(subject.plan.free):
        yield subject.finding("trial", grade_id, "the untouched stub has points here")
    yield from interface_findings(subject)
    yield from leak_findings(subject)


def _messages(found: Mapping[str, Outcome]) -> Mapping[str, str]:
    return {grade_id: one.message for grade_id, one in found.items() if one.message}
