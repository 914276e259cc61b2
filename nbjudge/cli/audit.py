"""What the commands of who writes exercises do: `audit`, `calibrate`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import typer

from nbjudge.audit.audit import FAST, WHOLE, audit
from nbjudge.audit.calibration import Calibration, calibrate
from nbjudge.audit.findings import NotebookAudit
from nbjudge.audit.outcomes import FOLDER, Outcomes
from nbjudge.audit.subject import Subject, subjects, tried
from nbjudge.audit.thresholds import FILE as THRESHOLDS
from nbjudge.audit.thresholds import load_thresholds, thresholds_text
from nbjudge.cli.terminal import err, out
from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.engine.job import Grade, Prepared
from nbjudge.errors import CourseError, UsageError
from nbjudge.grading.execute import Execute
from nbjudge.grading.results import FOLDER as RESULTS
from nbjudge.grading.results import Results, write_whole
from nbjudge.grading.workers import LocalWorkers
from nbjudge.report.audit_page import audit_page
from nbjudge.report.audit_progress import AuditProgress
from nbjudge.report.audit_table import audit_records, audit_table
from nbjudge.report.calibration_table import calibration_table
from nbjudge.sandbox.doctor import require_sandbox


def show_audit(
    course: Path,
    names: Iterable[str],
    *,
    fast: bool,
    html: Path | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Audits notebooks, and prints and writes what was found; ends with 1 if that is anything."""
    folder = open_folder(course)
    require_sandbox(Execute(config=folder.config).terms({}).sandboxing)
    chosen, refused = _selected(folder, list(names))
    found = asyncio.run(_audited(folder, chosen, fast=fast, jobs=jobs))
    if html is not None:
        page = audit_page(folder.path.name, found)
        write_whole(html, page.encode())
        err.print(f"Page: {html}", soft_wrap=True)
    if as_json:
        typer.echo(json.dumps(audit_records(found), indent=2))
    else:
        out.print(audit_table(found), soft_wrap=True)
    if refused or any(one.all_findings for one in found):
        raise typer.Exit(1)


def show_calibration(
    course: Path, names: Iterable[str], *, seeds: int, jobs: int | None, as_json: bool
) -> None:
    """Calibrates the thresholds of notebooks; ends with 1 if one can't be kept as it is."""
    folder = open_folder(course)
    require_sandbox(Execute(config=folder.config).terms({}).sandboxing)
    chosen, refused = _selected(folder, list(names))
    # A file that can't be read is told before hours of work, not after them.
    known = load_thresholds(folder.path)
    found = asyncio.run(_calibrated(folder, chosen, seeds=seeds, jobs=jobs))
    others = [one for one in known if one.place.notebook not in found]
    thresholds = [one.present for each in found.values() for one in each.thresholds]
    kept = [one for one in thresholds if one.holds]
    write_whole(folder.path / THRESHOLDS, thresholds_text([*others, *kept]).encode())
    if as_json:
        typer.echo(json.dumps({place: asdict(one) for place, one in found.items()}, indent=2))
    else:
        out.print(calibration_table(found, seeds), soft_wrap=True)
    if refused or len(kept) < len(thresholds) or any(one.lost for one in found.values()):
        raise typer.Exit(1)


def _selected(folder: CourseFolder, names: list[str]) -> tuple[list[Subject], list[str]]:
    """The notebooks of these assignments, or of these names, or all.

    And the assignments that can't be released, which is told: one does not stop the next.
    """
    known = folder.select(())
    assignments = {name.partition("/")[0] for name in names}
    chosen: list[Subject] = []
    refused: list[str] = []
    for assignment in known:
        # Where each name says of which assignment it is, the others need not be converted.
        if names and assignment not in assignments and assignments.issubset(known):
            continue
        try:
            there = list(subjects(folder, assignment))
        except CourseError as error:
            err.print(f"{assignment}: left out: {error}", markup=False, soft_wrap=True)
            refused.append(assignment)
            continue
        chosen += [
            one
            for one in there
            if not names or not {assignment, one.name, one.place}.isdisjoint(names)
        ]
    places = {word for one in chosen for word in (one.assignment, one.name, one.place)}
    places.update(refused)
    for name in names:
        if name not in places:
            expected = f"an assignment or a notebook of {', '.join(known)}"
            raise UsageError("what to audit", expected, repr(name))
    return chosen, refused


async def _calibrated(
    folder: CourseFolder, chosen: list[Subject], *, seeds: int, jobs: int | None
) -> dict[str, Calibration]:
    async with LocalWorkers(jobs).running() as (run, number):
        known = Results(folder.path / RESULTS).first(run)
        room = asyncio.Semaphore(number)

        async def bounded(prepared: Prepared) -> Grade:
            async with room:
                return await run(prepared)

        outcomes = Outcomes(folder.path / FOLDER, bounded)
        with AuditProgress(err) as progress:
            return {
                one.place: await calibrate(
                    await tried(one, known), outcomes, seeds=seeds, watcher=progress.watcher
                )
                for one in chosen
            }


async def _audited(
    folder: CourseFolder, chosen: list[Subject], *, fast: bool, jobs: int | None
) -> list[NotebookAudit]:
    async with LocalWorkers(jobs).running() as (run, number):
        with AuditProgress(err) as progress:
            done = [
                one
                async for one in audit(
                    chosen,
                    run=Results(folder.path / RESULTS).first(run),
                    outcomes=Outcomes(folder.path / FOLDER, run),
                    jobs=number,
                    depth=FAST if fast else WHOLE,
                    watcher=progress.watcher,
                    thresholds=load_thresholds(folder.path),
                )
            ]
    return sorted(done, key=lambda one: one.place)
