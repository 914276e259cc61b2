"""The commands and their arguments; what one does is imported when it is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from nbjudge.cli.terminal import HERE, Assignments, Course, Jobs, Sandbox, err, out
from nbjudge.startup import without_grammars

app = typer.Typer(
    help="Release and grade the notebooks of a course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data = typer.Typer(help="The data sets of the course.", no_args_is_help=True)


@app.command()
def release(
    assignments: Assignments = None,
    course: Course = HERE,
    force: Annotated[bool, typer.Option(help="Make them even if they are up to date.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say what is stale.")] = False,
) -> None:
    """Make release/ and solutions/ from source/, where they are missing or stale.

    What was made is then tried, as by `nbjudge trial`.
    """
    if check:
        _show_stale(course, assignments or [])
        return
    with without_grammars():
        from nbjudge.cli import course as work

    work.release(course, assignments or (), force=force)


def _show_stale(course: Path, assignments: list[str]) -> None:
    from nbjudge.grading.last import LastCheck

    last = LastCheck(course, assignments)
    if (stale := last.stale()) is None:
        with without_grammars():
            from nbjudge.cli import course as work

        last.keep(stale := work.find_stale(course, assignments))
    for file in stale:
        out.print(file, highlight=False, soft_wrap=True)
    if stale:
        err.print("These are not what source/ gives now. Run `nbjudge release`.")
        raise typer.Exit(1)


@app.command()
def trial(
    assignments: Assignments = None,
    course: Course = HERE,
    jobs: Jobs = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the cells as JSON.")] = False,
) -> None:
    """Run the reference solutions and the untouched stubs, and say how test cells are judged.

    A test cell that the reference does not pass decides nothing: its points wait for a person.
    """
    with without_grammars():
        from nbjudge.cli import course as work

    work.trial(course, assignments or (), jobs=jobs, as_json=as_json)


@app.command()
def audit(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ASSIGNMENT|NOTEBOOK]...", help="What to audit; all if none."),
    ] = None,
    course: Course = HERE,
    fast: Annotated[bool, typer.Option("--fast", help="One fault for each exercise.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page, too.")] = None,
    jobs: Jobs = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Test the tests: say which faults of the solutions they don't notice, and what else is wrong.

    The course is audited as its release would be now. What has not changed is not run again.
    """
    with without_grammars():
        from nbjudge.cli import audit as work

    work.show_audit(course, names or (), fast=fast, html=html, jobs=jobs, as_json=as_json)


@app.command()
def calibrate(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ASSIGNMENT|NOTEBOOK]...", help="What to calibrate; all if none."),
    ] = None,
    course: Course = HERE,
    seeds: Annotated[
        int, typer.Option("--seeds", min=10, metavar="N", help="So many draws of all seeds.")
    ] = 40,
    jobs: Jobs = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all values as JSON.")] = False,
) -> None:
    """Find the chances that a threshold fails a right answer, or passes a wrong one.

    The reference and the known wrong answers are trained with other seeds, again and again. What
    holds is written to thresholds.toml. What does not is said, with a better limit if there is one.
    """
    with without_grammars():
        from nbjudge.cli import audit as work

    work.show_calibration(course, names or (), seeds=seeds, jobs=jobs, as_json=as_json)


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
        bool, typer.Option("--dry-run", help="Only say which test cells would get other scores.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Autograde what is in submitted/, write the feedback, and print the points of the class.

    What has been graded is not run again, so a run that was stopped goes on where it was.
    """
    from nbjudge.cli.outcome import show
    from nbjudge.grading.last import LastGrading

    last = None
    if not (force or dry_run or scheduler):
        last = LastGrading(course, [assignments or [], student or [], sandbox])
        if (known := last.outcome()) is not None:
            err.print("Nothing has changed since this was graded.")
            show(known, as_json=as_json)
            raise typer.Exit(0 if known.is_good else 1)
    if scheduler is None:
        from nbjudge.kernels.parent import warm_parent

        # It imports what it needs while this process does.
        warm_parent()

    with without_grammars():
        from nbjudge.cli import grading

    grading.grade(
        course,
        assignments or (),
        student or (),
        jobs=jobs,
        scheduler=scheduler,
        sandbox=sandbox.value if sandbox else None,
        force=force,
        write=not dry_run,
        as_json=as_json,
        last=last,
    )


@app.command()
def serve() -> None:
    """Keep in memory what grading needs, so that `grade`, `trial` and `release` start at once.

    Ends with Ctrl-C, or when no command has come for ten minutes.
    """
    # A process without a terminal's settings, and without a thread.
    os.execv(sys.executable, [sys.executable, "-P", "-m", "nbjudge.server"])  # noqa: S606


@app.command("map")
def show_map(
    course: Course = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Print the map as JSON.")] = False,
) -> None:
    """Print where each exercise of the lesson stands and how it is tested, as Markdown."""
    from nbjudge.cli import lesson

    lesson.show_map(course, as_json=as_json)


app.add_typer(data, name="data")


@app.command()
def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The scratch course to make.")
    ] = Path("demo"),
    course: Course = HERE,
    jobs: Jobs = None,
) -> None:
    """Lay out a sample class in a scratch course and grade it."""
    with without_grammars():
        from nbjudge.cli import grading

    grading.demo(course, directory, jobs=jobs)


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say whether this machine can run students' code in a sandbox, and what is missing."""
    with without_grammars():
        from nbjudge.cli import machine

    machine.doctor(as_json=as_json)


@data.command("list")
def list_data(
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the data sets with their terms, and whether they are on this machine."""
    from nbjudge.cli import lesson

    lesson.list_data(as_json=as_json)


@data.command("fetch")
def fetch_data(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of data sets.")],
) -> None:
    """Download data sets into the cache, checked, where they are not there yet."""
    from nbjudge.cli import lesson

    lesson.fetch_data(names)
