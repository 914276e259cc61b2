"""What the commands of who makes a course do: `release` and `trial`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path

import typer

from nbjudge.cli.terminal import err, out
from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.release import followed, stale_release, stale_solutions
from nbjudge.course.release import release as release_assignments
from nbjudge.engine.task import Plan
from nbjudge.errors import CourseError
from nbjudge.grading.jobs import sources
from nbjudge.grading.results import FOLDER, Results
from nbjudge.grading.trials import Plans, try_notebooks
from nbjudge.grading.workers import LocalWorkers
from nbjudge.report.trial_table import (
    TriedCell,
    trial_notes,
    trial_records,
    trial_table,
    tried_cells,
)


def release(course: Path, assignments: Iterable[str], *, force: bool) -> None:
    """Makes `release/` and `solutions/` where they are stale, and tries what was made."""
    folder = open_folder(course)
    made, refused = release_assignments(folder, assignments, force=force, progress=err.print)
    for error in refused.values():
        err.print(f"nbjudge: {error}", markup=False, soft_wrap=True)
    if any(cell.judged == "none" for cell in _tried(folder, made)) or refused:
        raise typer.Exit(1)


def find_stale(course: Path, assignments: Iterable[str]) -> list[str]:
    """The files of `release/` and `solutions/` that are not what `source/` gives now."""
    folder = open_folder(course)
    return [
        f"{step}/{name}/{file}"
        for name in folder.select(assignments)
        for step, find in (
            (folder.directory.release_directory, stale_release),
            (folder.directory.solution_directory, stale_solutions),
        )
        for file in find(folder, name)
    ]


def trial(course: Path, assignments: Iterable[str], *, jobs: int | None, as_json: bool) -> None:
    """Prints how the test cells of these assignments are judged, after a trial."""
    folder = open_folder(course)
    names = folder.select(assignments)
    ready = [name for name in names if _is_released(folder, name)]
    cells = _tried(folder, ready, jobs)
    if as_json:
        typer.echo(json.dumps(trial_records(cells), indent=2))
    else:
        out.print(trial_table(cells))
    if any(cell.judged == "none" for cell in cells) or len(ready) < len(names):
        raise typer.Exit(1)


def _is_released(folder: CourseFolder, name: str) -> bool:
    """Whether an assignment can be tried, released first if need be; says why it can't."""
    try:
        followed(folder, name, adopt=False)
    except CourseError as error:
        err.print(f"{name}: it was not tried: {error}", markup=False, soft_wrap=True)
        return False
    return True


def _tried(folder: CourseFolder, names: list[str], jobs: int | None = None) -> list[TriedCell]:
    """The test cells of these assignments after a trial, with notes on stderr."""
    results = Results(folder.path / FOLDER)

    def note(assignment: str, name: str, plan: Plan) -> None:
        err.print(f"{assignment}/{name}: tried", markup=False, soft_wrap=True)
        for text in trial_notes(f"{assignment}/{name}", plan):
            err.print(text, markup=False, soft_wrap=True)

    async def work() -> Plans:
        async with LocalWorkers(jobs).running() as (run, count):
            known = results.first(run)
            return await try_notebooks(folder, names, run=known, jobs=count, tried=note)

    if names:
        err.print("Trying the tests on the reference solutions and the untouched stubs ...")
    plans = asyncio.run(work()) if names else {}
    return [
        cell
        for (assignment, name), plan in sorted(plans.items())
        for cell in tried_cells(f"{assignment}/{name}", sources(folder, assignment)[name], plan)
    ]
