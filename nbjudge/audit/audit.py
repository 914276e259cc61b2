"""The audit of a course: are the tests right? Each part of it, side by side, with what it finds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from nbjudge.audit.answers import KnownAnswer
from nbjudge.audit.calibration import threshold_findings
from nbjudge.audit.equivalents import load_equivalents
from nbjudge.audit.findings import NotebookAudit, notebook_audit
from nbjudge.audit.form import form_findings
from nbjudge.audit.interface import interface_findings
from nbjudge.audit.leaks import leak_findings, message_findings
from nbjudge.audit.mutants import Mutant
from nbjudge.audit.mutation import Fate, Slices, fate, mutants_of, sound_slices, training_cells
from nbjudge.audit.outcomes import Outcome, Outcomes
from nbjudge.audit.slices import needed_after
from nbjudge.audit.statements import load_statements, statement_findings
from nbjudge.audit.subject import AuditedExercise, Finding, Subject, Watcher, tried
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
    """How many mutants are made of a solution cell at most, of one that trains, of an exercise.

    Known answers are tried, and answers left out, or not. Of each threshold so many `draws` are
    made again.
    """

    of_a_cell: int
    of_a_training: int
    of_an_exercise: int | None
    answers: bool
    draws: int


WHOLE, FAST = Depth(12, 48, None, answers=True, draws=2), Depth(1, 0, 1, answers=False, draws=0)


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
        made = list(mutants_of(subject, depth.of_a_cell, depth.of_a_training, depth.of_an_exercise))
        answers = known_answers(subject) if depth.answers else []
        left_out = subject.exercises if depth.answers and subject.listed else []
        watcher.made(subject, len(made) + len(answers) + len(left_out))

        async def findings_of(
            cells: Mapping[str, str], look: Callable[[Mapping[str, Outcome]], Iterable[Finding]]
        ) -> list[Finding]:
            """What is found of an answer in the cells that matter, and then in all, to be sure."""
            found: list[Finding] = []
            places = needed_after(subject.answered(cells), cells)
            async with room:
                for part in (places, None):
                    if not (found := list(look(await outcomes.of(subject.prepared(cells, part))))):
                        break
            watcher.ended(subject, False)
            return found

        async def slices_for(grade_id: str) -> Slices:
            async with room:
                return await sound_slices(subject, grade_id, outcomes)

        async def fate_of(mutant: Mutant) -> Fate:
            async with room:
                found = await fate(subject, mutant, slices[mutant.grade_id], outcomes)
            watcher.ended(subject, found.is_survivor)
            return found

        of_answers = await asyncio.gather(
            *(findings_of(one.cells, partial(_of_answer, subject, one)) for one in answers),
            *(
                findings_of(stubs(subject, one), partial(_of_left_out, subject, one))
                for one in left_out
            ),
        )
        mutated = list(dict.fromkeys(one.grade_id for one in made))
        slices = dict(zip(mutated, await asyncio.gather(*map(slices_for, mutated)), strict=True))
        fates = await asyncio.gather(*map(fate_of, made))
        statements = load_statements(subject.folder.path)
        kept = [one for one in thresholds if one.place.notebook == subject.place]
        async with room:
            stub = await run(prepare_stub(replace(subject.job, plan=subject.plan), config))
            of_texts = await statement_findings(subject, statements, run)
            of_limits = await threshold_findings(subject, outcomes, run, kept, draws=depth.draws)
        findings = [
            *_findings(subject),
            *form_findings(subject, stub),
            *of_texts,
            *of_limits,
            *chain.from_iterable(of_answers),
        ]
        known = load_equivalents(subject.folder.path)
        training = training_cells(subject)
        all_made = depth == WHOLE
        return notebook_audit(subject, fates, findings, training, known, kept, all_made=all_made)

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


def _of_answer(
    subject: Subject, answer: KnownAnswer, found: Mapping[str, Outcome]
) -> Iterator[Finding]:
    """What is found of a known answer."""
    yield from answer_findings(subject, answer, found)
    messages = {grade_id: one.message for grade_id, one in found.items() if one.message}
    yield from message_findings(subject, answer.cells, messages)
    told = f"by the known answer `{answer.name}`"
    yield from follow_through_findings(subject, answer.cells, found, told)


def _of_left_out(
    subject: Subject, exercise: AuditedExercise, found: Mapping[str, Outcome]
) -> Iterator[Finding]:
    """What is found where an exercise is not answered."""
    told = f"where {exercise.id} is not answered"
    yield from follow_through_findings(subject, exercise.solutions, found, told)
