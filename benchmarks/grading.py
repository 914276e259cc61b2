"""Grading a class: plain nbgrader, nbjudge as last released and as it is, on the same work.

`make bench` has a class hand in to all six assignments, no two the same for a notebook, and one
student to a small course without TensorFlow. The graders take turns, in one run on one machine;
of each the median of the rounds is shown. All scores are compared, and with the last release all
verdicts and messages, too. It writes `latest.json` beside this file.

    python benchmarks/grading.py [--quick] [--students N] [--rounds N] [--release COMMIT]

Then come the start of commands, and the class with 1 to 8 notebooks at a time. With `--quick` it is
the first notebook of every second assignment, and one round.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classes import course_class, small_class
from graders import Grader, copy_of, last_release
from measuring import Taken, measured
from rich.console import Console
from rich.table import Table

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.notebook import read_notebook

LATEST = Path(__file__).with_name("latest.json")
# There are no tags yet: what stood before training, start, feedback and tests became faster.
RELEASE = "88b2a91"
_MIB = 2**20
_PACKAGES = ("nbgrader", "tensorflow", "keras")
SERVED = "served"
OF_A_JOB = ("student cells", "judge")

console = Console(stderr=True, highlight=False)


@dataclass(frozen=True)
class Round:
    """One grading of a class: what its commands took, and what came of it.

    Before the first one of a course comes its `trial`, which is not part of it.
    """

    trial: Taken | None
    taken: Mapping[str, list[Taken]]
    scores: Mapping[str, object]
    verdicts: Mapping[str, object]

    @property
    def wall_s(self) -> float:
        """By the clock, from the first command to the end of the last one."""
        return sum(one.wall_s for all_ in self.taken.values() for one in all_)

    @property
    def cpu_s(self) -> float:
        """Of the processors."""
        return sum(one.cpu_s for all_ in self.taken.values() for one in all_)

    @property
    def peak_bytes(self) -> int:
        """The most memory at a time."""
        return max(one.peak_bytes for all_ in self.taken.values() for one in all_)

    @property
    def job_bytes(self) -> int:
        """The most memory of a kernel, and of a judge."""
        largest: Counter[str] = Counter()
        for one in (one for all_ in self.taken.values() for one in all_):
            largest |= Counter({part: one.largest_bytes.get(part, 0) for part in OF_A_JOB})
        return largest.total()

    def parts(self) -> Counter[str]:
        """Seconds of processors by part; those of nbgrader's second command are feedback."""
        found: Counter[str] = Counter()
        for step, all_ in self.taken.items():
            for one in all_:
                for part, seconds in one.parts.items():
                    found["feedback" if step == "generate_feedback" else part] += seconds
        return found


def main() -> None:
    """Runs the comparison and shows it."""
    arguments = _arguments()
    release = last_release(arguments.release)
    here = Path(sys.executable).parent
    plain, ours = Grader("nbgrader", here, is_plain=True), Grader("nbjudge", here)
    served = Grader(SERVED, here, is_served=True)
    with tempfile.TemporaryDirectory(prefix="nbjudge-bench-") as scratch:
        place = Path(scratch)
        console.print(f"The class: {arguments.students} students")
        course = course_class(place / "class", arguments.students, is_short=arguments.quick)
        of_class = rounds(course, [plain, release, ours], arguments.rounds, place)
        console.print("The small course")
        small = small_class(place / "small")
        of_small = rounds(small, [plain, release, ours, served], arguments.rounds, place)
        console.print("The start of commands")
        of_starts = starts(small, [release, ours], arguments.rounds, place)
        of_jobs = {} if arguments.quick else by_jobs(course, ours, place)
    differences = [*differing(of_class), *differing(of_small)]
    result = {
        "date": datetime.date.today().isoformat(),
        "release": arguments.release,
        "students": arguments.students,
        "notebooks": len(next(iter(of_class.values()))[0].verdicts),
        "rounds": arguments.rounds,
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in _PACKAGES},
        "class": {name: _summary(found) for name, found in of_class.items()},
        "small": {name: _summary(found) for name, found in of_small.items()},
        "starts": of_starts,
        "jobs": of_jobs,
        "differences": differences,
    }
    if not arguments.quick:
        LATEST.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    out = Console(highlight=False)
    for title, found in (("The class", of_class), ("The small course", of_small)):
        out.print(comparison(title, found))
        out.print(parts_table(found))
    out.print(starts_table(of_starts))
    if of_jobs:
        out.print(jobs_table(of_jobs))
    for difference in differences:
        out.print(difference)
    out.print(f"{len(differences)} differences in scores, verdicts and messages")
    sys.exit(bool(differences))


def rounds(
    course: CourseFolder, graders: Iterable[Grader], number: int, scratch: Path
) -> dict[str, list[Round]]:
    """Has all graders grade a class by turns, each in copies of the course that it has prepared."""
    prepared, trials = {}, {}
    for grader in graders:
        folder = scratch / f"{course.path.name}, {grader.name}"
        shutil.copytree(course.path, folder)
        prepared[grader] = open_folder(folder)
        trials[grader] = grader.prepare(prepared[grader])
    found: dict[str, list[Round]] = {grader.name: [] for grader in prepared}
    for turn in range(number):
        for grader, ready in prepared.items():
            with copy_of(ready, scratch) as folder, grader.ready(folder.path):
                one = graded(grader, folder, trials[grader])
            found[grader.name].append(one)
            console.print(
                f"  round {turn + 1}, {grader.name}: {one.wall_s:.1f} s, "
                f"{one.cpu_s:.1f} s of the processors, {one.peak_bytes / _MIB:,.0f} MiB"
            )
    return found


def starts(
    course: CourseFolder, graders: list[Grader], number: int, scratch: Path
) -> dict[str, dict[str, Any]]:
    """Seconds of commands that have nothing to do, of each grader, the median of the rounds."""
    found: dict[str, dict[str, list[Taken]]] = {}
    for _ in range(number):
        for grader in graders:
            nbjudge = str(grader.programs / "nbjudge")
            with copy_of(course, scratch) as folder:
                measured([nbjudge, "grade"], folder.path)
                for name, command in (
                    ("nbjudge --help", [nbjudge, "--help"]),
                    ("nbjudge grade, nothing to do", [nbjudge, "grade"]),
                    ("nbjudge release --check", [nbjudge, "release", "--check"]),
                ):
                    taken = measured(command, folder.path, allowed=(0, 1))
                    found.setdefault(name, {}).setdefault(grader.name, []).append(taken)
    return {
        name: {
            grader: {
                "wall_s": round(statistics.median(one.wall_s for one in all_), 3),
                "cpu_s": round(statistics.median(one.cpu_s for one in all_), 3),
            }
            for grader, all_ in of_graders.items()
        }
        for name, of_graders in found.items()
    }


def by_jobs(course: CourseFolder, grader: Grader, scratch: Path) -> dict[str, dict[str, float]]:
    """What the class takes with other numbers of notebooks at a time."""
    found = {}
    prepared = scratch / f"{course.path.name}, {grader.name}"
    for jobs in (1, 2, 4, 8):
        with copy_of(open_folder(prepared), scratch) as folder:
            command = [str(grader.programs / "nbjudge"), "grade", "--jobs", str(jobs)]
            one = measured(command, folder.path)
        found[str(jobs)] = {
            "wall_s": round(one.wall_s, 3),
            "cpu_s": round(one.cpu_s, 3),
            "peak_mib": round(one.peak_bytes / _MIB),
        }
        console.print(f"  {jobs} at a time: {one.wall_s:.1f} s")
    return found


def graded(grader: Grader, course: CourseFolder, trial: Taken | None) -> Round:
    """Grades a class, whose tests have been tried."""
    taken: dict[str, list[Taken]] = {}
    for step, command in grader.commands(course):
        taken.setdefault(step, []).append(measured(command, course.path))
    return Round(trial, taken, dict(_scores(course)), dict(_verdicts(course)))


def _scores(course: CourseFolder) -> Iterator[tuple[str, object]]:
    with course.gradebook() as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        place = (assignment.name, submission.student.id, notebook.name, grade.name)
                        yield "/".join(place), grade.auto_score


def _verdicts(course: CourseFolder) -> Iterator[tuple[str, object]]:
    """What is said of each test cell, without times and memory; of nbgrader there is nothing."""
    for path in sorted((course.path / "autograded").glob("*/*/*.ipynb")):
        known = read_notebook(path).metadata.get("nbjudge", {})
        said = [
            [verdict[name] for name in ("grade_id", "status", "points", "message", "way")]
            for verdict in known.get("verdicts", [])
        ]
        yield str(path.relative_to(course.path)), [said, known.get("notes"), known.get("problem")]


def differing(found: Mapping[str, list[Round]]) -> Iterator[str]:
    """Where scores are not all the same, or verdicts between the last release and this one."""
    (reference, first), *others = found.items()
    for name, all_ in others:
        for one in all_:
            yield from _between(reference, first[0].scores, name, one.scores)
    (reference, first), *others = others
    for name, all_ in others:
        for one in all_:
            yield from _between(reference, first[0].verdicts, name, one.verdicts)


def _between(
    reference: str, known: Mapping[str, object], name: str, found: Mapping[str, object]
) -> Iterator[str]:
    for place in sorted(known.keys() | found.keys()):
        if known.get(place) != found.get(place):
            yield f"{place}: {known.get(place)} by {reference}, {found.get(place)} by {name}"


def comparison(title: str, found: Mapping[str, list[Round]]) -> Table:
    """A table of the medians, and the ratios to the first grader and to the second."""
    table = Table(title=f"{title}, median of {len(next(iter(found.values())))}")
    table.add_column("")
    for name in ("wall s", "CPU s", "MiB", "a job's", "as fast", "wall", "CPU"):
        table.add_column(name, justify="right")
    plain, release = (_summary(found[name]) for name in list(found)[:2])
    for name, all_ in found.items():
        one = _summary(all_)
        cells = {
            "wall_s": f"{one['wall_s']:.2f}",
            "cpu_s": f"{one['cpu_s']:.2f}",
            "peak": f"{one['peak_mib']:,.0f}",
            "job": f"{one['job_mib']:,.0f}",
            "as fast": f"{plain['wall_s'] / one['wall_s']:.1f}",
            "wall": f"{one['wall_s'] / release['wall_s']:.2f}",
            "CPU": f"{one['cpu_s'] / release['cpu_s']:.2f}",
        }
        if name == SERVED:
            # What the server uses is not among the processes of the command.
            cells |= dict.fromkeys(("cpu_s", "peak", "job", "CPU"), "–")
        table.add_row(name, *cells.values())
    table.caption = "Times as fast as nbgrader; wall and CPU as parts of the last release's."
    return table


def parts_table(found: Mapping[str, list[Round]]) -> Table:
    """A table of the seconds of processors by part, the medians of the rounds; and the trial's."""
    found = {name: all_ for name, all_ in found.items() if name != SERVED}
    parts = {name: _summary(all_)["parts"] for name, all_ in found.items()}
    table = Table(title="CPU seconds by part")
    table.add_column("")
    for name in found:
        table.add_column(name, justify="right")
    for part in dict.fromkeys(part for one in parts.values() for part in one):
        table.add_row(part, *(f"{one.get(part, 0):.2f}" for one in parts.values()))
    table.add_section()
    trials = [all_[0].trial for all_ in found.values()]
    table.add_row("trial, once before", *(f"{one.cpu_s:.2f}" if one else "" for one in trials))
    return table


def starts_table(found: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Table:
    """A table of what commands take that have nothing to do."""
    table = Table(title="Commands, wall and CPU seconds")
    table.add_column("")
    for name in next(iter(found.values())):
        table.add_column(name, justify="right")
    for command, of_graders in found.items():
        shown = (f"{one['wall_s']:.2f}  {one['cpu_s']:.2f}" for one in of_graders.values())
        table.add_row(command, *shown)
    return table


def jobs_table(found: Mapping[str, Mapping[str, float]]) -> Table:
    """A table of what the class takes with so many notebooks at a time."""
    table = Table(title="The class by notebooks at a time")
    for name in ("jobs", "wall s", "CPU s", "MiB"):
        table.add_column(name, justify="right")
    for jobs, one in found.items():
        table.add_row(jobs, f"{one['wall_s']:.1f}", f"{one['cpu_s']:.1f}", f"{one['peak_mib']:,}")
    return table


def _summary(found: list[Round]) -> dict[str, Any]:
    parts = [one.parts() for one in found]
    names = dict.fromkeys(name for one in parts for name in one)
    trial = found[0].trial
    return {
        "wall_s": round(statistics.median(one.wall_s for one in found), 3),
        "cpu_s": round(statistics.median(one.cpu_s for one in found), 3),
        "peak_mib": round(statistics.median(one.peak_bytes for one in found) / _MIB),
        "job_mib": round(statistics.median(one.job_bytes for one in found) / _MIB),
        "parts": {name: round(statistics.median(one[name] for one in parts), 3) for name in names},
        "trial": {"wall_s": round(trial.wall_s, 3), "cpu_s": round(trial.cpu_s, 3)}
        if trial
        else None,
        "rounds_wall_s": [round(one.wall_s, 3) for one in found],
        "rounds_cpu_s": [round(one.cpu_s, 3) for one in found],
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="in ten minutes")
    parser.add_argument("--students", type=int)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--release", default=RELEASE, metavar="COMMIT")
    arguments = parser.parse_args()
    arguments.students = arguments.students or 2
    arguments.rounds = arguments.rounds or (1 if arguments.quick else 3)
    return arguments


if __name__ == "__main__":
    main()
