"""What the commands of who grades a class do: `grade`, and `demo` to see it at work."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

import typer
from sqlalchemy import make_url

from nbjudge.cli.outcome import show
from nbjudge.cli.terminal import err, out
from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.release import followed
from nbjudge.demo import lay_out, load_class
from nbjudge.errors import CourseError
from nbjudge.grading.driver import grade_class
from nbjudge.grading.execute import Execute
from nbjudge.grading.jobs import sources
from nbjudge.grading.last import LastGrading
from nbjudge.grading.marks import ClassOutcome
from nbjudge.grading.scores import class_scores, export_grades, roster, score_changes
from nbjudge.grading.submissions import Submission, submissions
from nbjudge.grading.workers import ClusterWorkers, LocalWorkers
from nbjudge.report.class_progress import ClassProgress
from nbjudge.report.class_table import change_table, one_line
from nbjudge.sandbox.doctor import require_sandbox


def grade(
    course: Path,
    assignments: Iterable[str],
    students: Collection[str],
    *,
    jobs: int | None,
    scheduler: str | None,
    sandbox: str | None,
    force: bool,
    write: bool,
    as_json: bool,
    last: LastGrading | None,
) -> None:
    """Grades what was handed in, and prints the points of the class, or what would change."""
    folder = open_folder(course)
    if sandbox is not None:
        folder.config.Execute.sandbox = sandbox
    if scheduler is None:
        _require_sandbox(folder)
    found, faults = _grade(
        folder,
        submissions(folder, assignments, students),
        jobs=jobs,
        scheduler=scheduler,
        force=force,
        write=write,
    )
    if not write:
        for one in found:
            for name, reason in one.problems.items():
                text = f"{one.student}, {one.assignment}/{name}: {reason}"
                err.print(one_line(text), markup=False, soft_wrap=True)
        changes = score_changes(folder, found)
        if as_json:
            typer.echo(json.dumps([asdict(change) for change in changes], indent=2))
        else:
            out.print(change_table(changes))
    else:
        if last is not None:
            last.look()
        outcome = _outcome(folder, found, faults, students)
        show(outcome, as_json=as_json)
        is_settled = not faults and all(map(_is_settled, found))
        if last is not None and is_settled and (made := _made(folder)):
            last.keep(outcome, made)
    if faults or any(submission.problems for submission in found):
        raise typer.Exit(1)


def demo(course: Path, directory: Path, *, jobs: int | None) -> None:
    """Lays out a sample class in a scratch course, grades it and prints the points."""
    students = load_class(course)
    _require_sandbox(open_folder(course))
    err.print(f"Laying out a sample class in {directory}/")
    folder = lay_out(course, directory)
    for student in students:
        err.print(f"  {student.id:8}{student.about}", soft_wrap=True)
    show(_outcome(folder, *_grade(folder, submissions(folder), jobs=jobs)), as_json=False)
    export_grades(folder, directory / "grades.csv")
    err.print(
        f"Autograded notebooks  {directory}/autograded/STUDENT/ASSIGNMENT/\n"
        f"Feedback              {directory}/feedback/STUDENT/ASSIGNMENT/\n"
        f"Exported grades       {directory}/grades.csv"
    )


def _require_sandbox(folder: CourseFolder) -> None:
    """Says before anything is written that students' code can't be run here."""
    require_sandbox(Execute(config=folder.config).terms({}).sandboxing)


def _grade(
    folder: CourseFolder,
    pairs: list[tuple[str, str]],
    *,
    jobs: int | None,
    scheduler: str | None = None,
    force: bool = False,
    write: bool = True,
) -> tuple[list[Submission], dict[str, str]]:
    """Grades submissions, with progress on stderr; the faults of assignments, by name, beside them.

    An assignment that can't be graded does not stop the others.
    """
    faults = {}
    counts = {}
    for name in dict.fromkeys(name for name, _ in pairs):
        try:
            changes = followed(folder, name, adopt=write)
        except CourseError as error:
            faults[name] = f"it was not graded: {error}"
        else:
            when = (
                "" if write else "; that counts from the next grading on, and not in what follows"
            )
            for change in changes.followed:
                err.print(f"{name}: {change}{when}", markup=False, soft_wrap=True)
            if changes.left:
                faults[name] = changes.finding
            counts[name] = len(sources(folder, name))
        if name in faults:
            err.print(f"{name}: {faults[name]}", markup=False, soft_wrap=True)
    pairs = [(name, student) for name, student in pairs if name in counts]
    if not pairs:
        return [], faults
    workers = ClusterWorkers(scheduler, jobs) if scheduler else LocalWorkers(jobs)
    with ClassProgress(err, sum(counts[name] for name, _ in pairs)) as progress:
        work = grade_class(
            folder, pairs, workers=workers, force=force, write=write, watcher=progress.watcher
        )
        try:
            return asyncio.run(work), faults
        except KeyboardInterrupt:
            # Whoever is impatient waits for what has been begun.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            err.print("Stopped. The same command goes on from here.")
            raise typer.Exit(130) from None


def _is_settled(submission: Submission) -> bool:
    """Whether grading it again would come to the same."""
    return not submission.faults and all(grade.is_final for _, grade in submission.graded.values())


def _made(folder: CourseFolder) -> list[str]:
    """What grading makes in the course folder; nothing if a part of the course lies elsewhere."""
    directory = folder.directory
    database = make_url(directory.db_url)
    steps = [
        directory.source_directory,
        directory.release_directory,
        directory.submitted_directory,
        directory.autograded_directory,
        directory.feedback_directory,
    ]
    known = directory.directory_structure == type(directory).directory_structure.default_value
    if database.drivername != "sqlite" or not known or any(os.sep in step for step in steps):
        return []
    file = Path(str(database.database))
    return [*steps[-2:], file.name] if file.resolve().parent == folder.path else []


def _outcome(
    folder: CourseFolder,
    found: list[Submission],
    faults: dict[str, str],
    students: Collection[str] = (),
) -> ClassOutcome:
    """What there is to show of the class, or of some students, as the gradebook has it now."""
    problems = {(one.student, one.assignment): one.problems for one in found}
    remarks = {(one.student, one.assignment): one.remarks for one in found}
    alarms = {(one.student, one.assignment): one.alarms for one in found}
    shown = faults.keys() | {one.assignment for one in found}
    names = [name for name in folder.assignments() if name in shown]
    students = students or roster(folder).union(one.student for one in found)
    scores = class_scores(folder, names, students)
    return ClassOutcome(scores, problems, remarks, alarms, faults)
