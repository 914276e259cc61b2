"""The trial of a notebook: the reference solution and the untouched stub, before anybody's answer.

They go through the same engine as every submission. What the reference does not pass decides
nothing; what it passes only among live objects is judged live; what the stub passes says nothing
about an exercise that has not been started.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from traitlets.config import Config

from nbjudge.engine.job import Grade, Job, Prepared, Run
from nbjudge.engine.pipeline import prepare, prepare_reference, prepare_stub, run
from nbjudge.engine.task import Plan
from nbjudge.engine.verdicts import Verdict

_WORKS = ("passed", "partial")


async def trial(job: Job, run: Run, config: Config | None = None) -> Plan:
    """How each test cell of a job's source is to be judged.

    Of the job, what was handed in does not matter; its files must be the course's own. `run`
    executes what is prepared, or knows its grade already.
    """

    async def reference(live: Sequence[str]) -> tuple[dict[str, Verdict], Grade]:
        terms = job.terms if live else replace(job.terms, judge="inert")
        one = replace(job, terms=terms, plan=Plan(live=frozenset(live)), notes=not live)
        grade = await run(prepare_reference(one, config))
        return {verdict.grade_id: verdict for verdict in grade.verdicts}, grade

    inert, first = await reference(())
    found = inert
    weak = [name for name, verdict in inert.items() if verdict.status != "passed"]
    live: list[str] = []
    if weak and job.terms.judge != "inert":
        names = list(inert)
        # A live test may need what earlier ones make in lines that are hidden.
        for chosen in (weak, names[: names.index(weak[-1]) + 1]):
            verdicts, _ = await reference(chosen)
            if _gain(verdicts, found) > 0:
                live, found = chosen, verdicts
            if all(map(_works, found.values())):
                break
    faults = {name: _fault(one, job) for name, one in found.items() if not _works(one)}
    plan = Plan(frozenset(live), faults, trainings=first.trainings, seconds=first.seconds)
    stub = await run(prepare_stub(replace(job, plan=plan), config))
    free = frozenset(verdict.grade_id for verdict in stub.verdicts if verdict.points > 0)
    return replace(plan, free=free)


async def grade(job: Job) -> Grade:
    """The grade of a job, after the trial of its source; what was run is not run again."""
    reference = replace(job, files=job.judge_files)
    return await run(prepare(replace(job, plan=await trial(reference, _run_once))))


_known: dict[str, Grade] = {}


async def _run_once(one: Prepared) -> Grade:
    grade = _known.get(one.key) or await run(one)
    if grade.is_final:
        _known[one.key] = grade
    return grade


def _works(verdict: Verdict) -> bool:
    """Whether a test cell does what it should with the reference solution."""
    return verdict.status in _WORKS


def _gain(after: dict[str, Verdict], before: dict[str, Verdict]) -> float:
    """How much better one way of judging is than another: in cells that work, then in points."""
    works = [sum(map(_works, one.values())) for one in (after, before)]
    points = [sum(verdict.points for verdict in one.values()) for one in (after, before)]
    return works[0] - works[1] or points[0] - points[1]


def _fault(verdict: Verdict, job: Job) -> str:
    """Why a test cell decides nothing."""
    reason = f"{verdict.status.replace('_', ' ')}: {verdict.message}".rstrip(": ")
    forbidden = " on copies, and live judging is forbidden" if job.terms.judge == "inert" else ""
    return f"the reference solution does not pass this test{forbidden} ({reason})"
