"""The command line: parse, call, print.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 good, 1 findings, 2 usage.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.lesson_map import lesson_map, lesson_records
from nbjudge.course.manifest import load_course
from nbjudge.course.release import ensure_registered, stale_release, stale_solutions
from nbjudge.course.release import release as release_assignments
from nbjudge.data import DATASETS, fetch, find_dataset
from nbjudge.demo import lay_out, load_class
from nbjudge.errors import NbjudgeError
from nbjudge.grading.driver import Submission, grade_class, submissions
from nbjudge.grading.jobs import sources
from nbjudge.grading.scores import class_scores, export_grades, score_changes
from nbjudge.grading.workers import ClusterWorkers, LocalWorkers
from nbjudge.report.class_progress import ClassProgress
from nbjudge.report.class_table import change_table, class_records, class_table
from nbjudge.report.data_table import data_table, dataset_records
from nbjudge.sandbox.doctor import examine

app = typer.Typer(
    help="Release and grade the notebooks of a course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data = typer.Typer(help="The data sets of the course.", no_args_is_help=True)
app.add_typer(data, name="data")
out = Console()
err = Console(stderr=True, highlight=False)

Assignments = Annotated[
    list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="Assignments; all if none.")
]
Course = Annotated[Path, typer.Option(metavar="DIR", help="The course folder.")]
HERE = Path()


class SandboxChoice(StrEnum):
    """What students' code may be run in."""

    BUBBLEWRAP = "bubblewrap"
    NONE = "none"


Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Notebooks at a time.")
]
Sandbox = Annotated[
    SandboxChoice | None,
    typer.Option(help="What to run students' code in; none only if you trust all of it."),
]


@app.command()
def release(
    assignments: Assignments = None,
    course: Course = HERE,
    force: Annotated[bool, typer.Option(help="Make them even if they are up to date.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say what is stale.")] = False,
) -> None:
    """Make release/ and solutions/ from source/, where they are missing or stale."""
    folder = open_folder(course)
    if not check:
        release_assignments(folder, assignments or (), force=force, progress=err.print)
        return
    stale = [
        f"{step}/{name}/{file}"
        for name in folder.select(assignments or ())
        for step, find in (("release", stale_release), ("solutions", stale_solutions))
        for file in find(folder, name)
    ]
    for file in stale:
        out.print(file, highlight=False, soft_wrap=True)
    if stale:
        err.print("These are not what source/ gives now. Run `nbjudge release`.")
        raise typer.Exit(1)


@app.command()
def grade(
    assignments: Assignments = None,
    student: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this student; may be repeated.")
    ] = None,
    course: Course = HERE,
    jobs: Jobs = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Grade on this Dask cluster.")
    ] = None,
    sandbox: Sandbox = None,
    force: Annotated[bool, typer.Option(help="Run what has not changed, too.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say which scores would change.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Autograde what is in submitted/, write the feedback, and print the points of the class.

    What has been graded is not run again, so a run that was stopped goes on where it was.
    """
    folder = open_folder(course)
    if sandbox is not None:
        folder.config.Execute.sandbox = sandbox.value
    found = _grade(
        folder,
        submissions(folder, assignments or (), student or ()),
        jobs=jobs,
        scheduler=scheduler,
        force=force,
        write=not dry_run,
    )
    if dry_run:
        changes = score_changes(folder, found)
        if as_json:
            typer.echo(json.dumps([asdict(change) for change in changes], indent=2))
        else:
            out.print(change_table(changes))
    else:
        _show(folder, found, as_json)
    if any(submission.problems for submission in found):
        raise typer.Exit(1)


@app.command("map")
def show_map(
    course: Course = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Print the map as JSON.")] = False,
) -> None:
    """Print where each exercise of the lesson stands and how it is tested, as Markdown."""
    manifest = load_course(course)
    if as_json:
        typer.echo(json.dumps(lesson_records(manifest), indent=2))
    else:
        typer.echo(lesson_map(manifest), nl=False)


@data.command("list")
def list_data(
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the data sets with their terms, and whether they are on this machine."""
    if as_json:
        typer.echo(json.dumps(dataset_records(DATASETS.values()), indent=2))
    else:
        out.print(data_table(DATASETS.values()))


@data.command("fetch")
def fetch_data(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of data sets.")],
) -> None:
    """Download data sets into the cache, checked, where they are not there yet."""
    for dataset in [find_dataset(name) for name in names]:
        if dataset.provided_by:
            err.print(f"{dataset.name} comes with {dataset.provided_by}: nothing to fetch.")
        else:
            for path in fetch(dataset, progress=True):
                typer.echo(path)


@app.command()
def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The scratch course to make.")
    ] = Path("demo"),
    course: Course = HERE,
    jobs: Jobs = None,
) -> None:
    """Lay out a sample class in a scratch course and grade it."""
    err.print(f"Laying out a sample class in {directory}/")
    folder = lay_out(course, directory)
    for student in load_class(course):
        err.print(f"  {student.id:8}{student.about}", soft_wrap=True)
    _show(folder, _grade(folder, submissions(folder), jobs=jobs), as_json=False)
    export_grades(folder, directory / "grades.csv")
    err.print(
        f"Autograded notebooks  {directory}/autograded/STUDENT/ASSIGNMENT/\n"
        f"Feedback              {directory}/feedback/STUDENT/ASSIGNMENT/\n"
        f"Exported grades       {directory}/grades.csv"
    )


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say whether this machine can run students' code in a sandbox, and what is missing."""
    findings = list(examine())
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            sign = "[green]ok[/]     " if finding.good else "[red]missing[/]"
            out.print(f"{sign}  {finding.subject}: {escape(finding.found)}", soft_wrap=True)
            if not finding.good:
                out.print(f"         {escape(finding.remedy)}", soft_wrap=True)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


def _grade(
    folder: CourseFolder,
    pairs: list[tuple[str, str]],
    *,
    jobs: int | None,
    scheduler: str | None = None,
    force: bool = False,
    write: bool = True,
) -> list[Submission]:
    """Grades submissions, with progress on stderr."""
    for name in dict.fromkeys(name for name, _ in pairs):
        ensure_registered(folder, name)
    counts = {name: len(sources(folder, name)) for name in {name for name, _ in pairs}}
    workers = ClusterWorkers(scheduler, jobs) if scheduler else LocalWorkers(jobs)
    with ClassProgress(err, sum(counts[name] for name, _ in pairs)) as progress:
        work = grade_class(
            folder, pairs, workers=workers, force=force, write=write, watcher=progress.watcher
        )
        try:
            return asyncio.run(work)
        except KeyboardInterrupt:
            err.print("Stopped. The same command goes on from here.")
            raise typer.Exit(130) from None


def _show(folder: CourseFolder, found: list[Submission], as_json: bool) -> None:
    """Prints the scores of submissions as the gradebook has them now."""
    problems = {(one.student, one.assignment): one.problems for one in found}
    remarks = {(one.student, one.assignment): one.remarks for one in found}
    scores = [
        one
        for one in class_scores(folder, dict.fromkeys(one.assignment for one in found))
        if (one.student, one.assignment) in problems
    ]
    if as_json:
        typer.echo(json.dumps(class_records(scores, problems, remarks), indent=2))
    else:
        out.print(class_table(scores, problems, remarks))


def run() -> None:
    """Runs the command line and exits; our own errors are one message on stderr and a 2."""
    try:
        app()
    except NbjudgeError as error:
        err.print(f"nbjudge: {error}", markup=False, soft_wrap=True)
        sys.exit(2)
