"""The commands of who makes a course: `release` and `map`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from nbjudge.cli.terminal import HERE, Assignments, Course, err, out
from nbjudge.course.folder import open_folder
from nbjudge.course.lesson_map import lesson_map, lesson_records
from nbjudge.course.manifest import load_course
from nbjudge.course.release import release as release_assignments
from nbjudge.course.release import stale_release, stale_solutions


def release(
    assignments: Assignments = None,
    course: Course = HERE,
    force: Annotated[bool, typer.Option(help="Make them even if they are up to date.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say what is stale.")] = False,
) -> None:
    """Make release/ and solutions/ from source/, where they are missing or stale."""
    folder = open_folder(course)
    if not check:
        refused = release_assignments(folder, assignments or (), force=force, progress=err.print)
        for error in refused.values():
            err.print(f"nbjudge: {error}", markup=False, soft_wrap=True)
        if refused:
            raise typer.Exit(1)
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
