"""The command line: parse, call, print.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 good, 1 findings, 2 usage.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from nbjudge.data import DATASETS, fetch, find_dataset
from nbjudge.demo import lay_out, load_class
from nbjudge.errors import NbjudgeError
from nbjudge.grading.autograde import grade as grade_submission
from nbjudge.grading.autograde import submissions
from nbjudge.grading.folder import CourseFolder, open_folder
from nbjudge.grading.release import ensure_registered, stale_release, stale_solutions
from nbjudge.grading.release import release as release_assignments
from nbjudge.grading.scores import class_scores, export_grades
from nbjudge.report.class_table import class_records, class_table
from nbjudge.report.data_table import data_table, dataset_records

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
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
) -> None:
    """Autograde what is in submitted/, write the feedback, and print the points of the class."""
    if not _grade(open_folder(course), assignments or [], student or [], as_json):
        raise typer.Exit(1)


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
            typer.echo(fetch(dataset, progress=True))


@app.command()
def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The scratch course to make.")
    ] = Path("demo"),
    course: Course = HERE,
) -> None:
    """Lay out a sample class in a scratch course and grade it."""
    err.print(f"Laying out a sample class in {directory}/")
    folder = lay_out(course, directory)
    for student in load_class(course):
        err.print(f"  {student.id:8}{student.about}", soft_wrap=True)
    _grade(folder, [], [], as_json=False)
    export_grades(folder, directory / "grades.csv")
    err.print(
        f"Autograded notebooks  {directory}/autograded/STUDENT/ASSIGNMENT/\n"
        f"Feedback              {directory}/feedback/STUDENT/ASSIGNMENT/\n"
        f"Exported grades       {directory}/grades.csv"
    )


def _grade(
    folder: CourseFolder, assignments: list[str], students: list[str], as_json: bool
) -> bool:
    """Grades and prints; whether every notebook that was handed in could be graded."""
    pairs = submissions(folder, assignments, students)
    for name in dict.fromkeys(name for name, _ in pairs):
        ensure_registered(folder, name)
    problems: dict[tuple[str, str], dict[str, str]] = {}
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err) as progress:
        task = progress.add_task("Grading", total=len(pairs))
        for number, (assignment, student) in enumerate(pairs, start=1):
            if not err.is_terminal:  # a log file has lines where a terminal has the bar
                err.print(f"grading {number} of {len(pairs)}: {student} {assignment}")

            def show(notebook: str, who: str = f"{student} {assignment}") -> None:
                progress.update(task, description=f"{who}/{notebook}")

            try:
                found = grade_submission(folder, assignment, student, on_notebook=show)
            except NbjudgeError as error:
                found = {"submission": str(error)}
            problems[student, assignment] = found
            progress.advance(task)
    scores = [
        one
        for one in class_scores(folder, dict.fromkeys(name for name, _ in pairs))
        if (one.assignment, one.student) in pairs
    ]
    if as_json:
        typer.echo(json.dumps(class_records(scores, problems), indent=2))
    else:
        out.print(class_table(scores, problems))
    return not any(problems.values())


def run() -> None:
    """Runs the command line and exits; our own errors are one message on stderr and a 2."""
    try:
        app()
    except NbjudgeError as error:
        err.print(f"nbjudge: {error}", markup=False, soft_wrap=True)
        sys.exit(2)
