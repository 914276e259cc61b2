"""The attacked class, graded once: what came of it, and what was left behind."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import re
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbgrader.api import MissingEntry

from attacks import lesson
from attacks.attack import Attack, write_submission
from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.release import ensure_registered
from nbjudge.grading.driver import grade_class
from nbjudge.grading.submissions import submissions
from nbjudge.grading.workers import LocalWorkers
from nbjudge.kernels.parent import close_warm_parent, warm_parent

# What must not be found by any attack: in the environment and in a file beside the course.
PLANTED = "planted-83627194"
OUTSIDE = "outside-19283746"
# Stands in the command line of every process that is to outlive its cell.
MARK = "outlives-its-cell"
_GONE_S = 5.0
# Of folders and processes, where no namespace gives them to each bench anew.
_NAMES = re.compile(r"nbjudge-[\d-]+-\w+|ipykernel_\d+")
_LONGEST_PATH = 4096


@dataclass(frozen=True)
class Graded:
    """A graded class: its course folder, and its record.

    The record has for each student the `verdicts` by grade id, the `scores` of the gradebook,
    the `problems`, `remarks` and `alarms`; and of the run as a whole its `traces`.
    """

    folder: Path
    record: dict[str, Any]

    @property
    def level(self) -> str:
        """The level of isolation that it was graded with."""
        return self.record["level"]

    def verdicts(self, student: str) -> dict[str, dict[str, Any]]:
        """The verdicts on a student's test cells, by grade id."""
        return self.record["students"][student]["verdicts"]

    def scores(self, student: str) -> dict[str, dict[str, Any]]:
        """The rows of the gradebook on a student's test cells, by grade id."""
        return self.record["students"][student]["scores"]

    def problems(self, student: str) -> dict[str, str]:
        """Why a student's notebooks could not be graded."""
        return self.record["students"][student]["problems"]

    def remarks(self, student: str) -> list[str]:
        """What was found and mended in a student's submissions."""
        return self.record["students"][student]["remarks"]

    def alarms(self, student: str) -> list[str]:
        """What the instructor is told to look at."""
        return self.record["students"][student]["alarms"]

    def autograded(self, student: str) -> dict[str, Any]:
        """A student's executed notebook."""
        (path,) = self.folder.glob(f"autograded/{_literally(student)}/*/*.ipynb")
        return nbformat.read(path, as_version=4)

    def outputs(self, student: str) -> str:
        """All that the cells of a student showed, as text."""
        return "\n".join(
            _text(output)
            for cell in self.autograded(student).cells
            for output in cell.get("outputs", [])
        )

    def feedback(self, student: str) -> str:
        """A student's feedback, as HTML."""
        (path,) = self.folder.glob(f"feedback/{_literally(student)}/*/*.html")
        return path.read_text(encoding="utf-8")


def grade_attacked_class(place: Path, attacks: Iterable[Attack], level: str) -> dict[str, Any]:
    """Grades honest students alone, then a class of them and the attackers; the record of both.

    `level` is that of isolation, the name of a sandbox.
    """
    attacks = list(attacks)
    scratch = place / "tmp"
    scratch.mkdir(parents=True)
    (place / "outside").mkdir()
    (place / "outside" / "secret.txt").write_text(OUTSIDE, encoding="utf-8")
    (place / "outside" / "values.ipynb").write_text(OUTSIDE, encoding="utf-8")
    control, attacked = (_course(place / name, level) for name in ("control", "attacked"))
    with _planted(scratch), _listening(scratch) as (port, reached):
        _grade(control, lesson.HONEST)
        for attack in attacks:
            if attack.resubmitted:
                folder = _submitted(attacked) / attack.name / attack.assignment
                write_submission(folder, attack.notebook, {})
        resubmitted = [attack.name for attack in attacks if attack.resubmitted]
        first = _grade(attacked, resubmitted)
        for attack in attacks:
            attack.hand_in(_submitted(attacked), port)
        before = _digests(attacked.path)
        memory_mib = _begin_peak()
        start = time.monotonic()
        second = _grade(attacked, None)
        seconds = time.monotonic() - start
        traces = {
            "seconds": seconds,
            # Of this process alone: what students hand in and send must not fill it.
            "growth_mib": _mib("VmHWM") - memory_mib,
            "reached": reached(),
            "processes": _processes(),
            "changed": _changed(before, _digests(attacked.path)),
            "lock": _lock(attacked.path / "gradebook.db"),
        }
        close_warm_parent()
        traces["temporary"] = sorted(path.name for path in scratch.iterdir())
        traces["children"] = [_described(one) for one in psutil.Process().children(recursive=True)]
    return {
        "level": level,
        "first": first,
        "students": second,
        "honest": {"control": _honest(control), "attacked": _honest(attacked)},
        "traces": traces,
    }


def _course(folder: Path, level: str) -> CourseFolder:
    folder.mkdir()
    lesson.write_course(folder, level)
    course = open_folder(folder)
    for assignment in course.assignments():
        ensure_registered(course, assignment)
    for student, cells in lesson.HONEST.items():
        for name in lesson.notebooks():
            texts = {key: text for key, text in cells.items() if key in lesson.answers(name)}
            write_submission(_submitted(course) / student / name.partition("/")[0], name, texts)
    return course


def _submitted(course: CourseFolder) -> Path:
    return course.path / "submitted"


def _grade(course: CourseFolder, students: Iterable[str] | None) -> dict[str, Any]:
    """Grades these students, or all; their verdicts, scores and problems."""
    if students is not None and not (students := list(students)):
        return {}
    pairs = submissions(course, (), students or ())
    graded = asyncio.run(grade_class(course, pairs, workers=LocalWorkers(2)))
    found: dict[str, Any] = {}
    for one in graded:
        student = found.setdefault(one.student, _nothing())
        student["verdicts"] |= {v.grade_id: asdict(v) for _, v in one.verdicts()}
        student["problems"] |= one.problems
        student["remarks"] += one.remarks
        student["alarms"] += one.alarms
        student["scores"] |= _scores(course, one.assignment, one.student)
    return found


def _nothing() -> dict[str, Any]:
    return {"verdicts": {}, "scores": {}, "problems": {}, "remarks": [], "alarms": []}


def _scores(course: CourseFolder, assignment: str, student: str) -> dict[str, Any]:
    with course.gradebook() as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return {}
        return {
            grade.name: {
                "score": grade.score,
                "auto": grade.auto_score,
                "manual": grade.manual_score,
                "extra": grade.extra_credit,
                "most": grade.max_score,
                "to_grade": bool(grade.needs_manual_grade),
            }
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def _honest(course: CourseFolder) -> dict[str, Any]:
    """Everything that is kept of the honest students, but for times and sizes."""
    kept: dict[str, Any] = {}
    for student in lesson.HONEST:
        for name in lesson.notebooks():
            assignment = name.partition("/")[0]
            path = course.path / "autograded" / student / f"{name}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            for cell in notebook.cells:
                cell.metadata.pop("execution", None)
            ours = notebook.metadata.nbjudge
            for record in (ours, *ours.verdicts):
                for measure in ("seconds", "cpu_s", "peak_bytes"):
                    record.pop(measure, None)
            kept[f"{student}/{name}"] = {
                "notebook": json.loads(_NAMES.sub("...", nbformat.writes(notebook))),
                "scores": _scores(course, assignment, student),
            }
    with course.gradebook() as gradebook:
        for assignment in gradebook.assignments:
            kept[assignment.name] = [
                [notebook.name, cell.name, cell.source, cell.cell_type]
                for notebook in assignment.notebooks
                for cell in sorted(notebook.source_cells, key=lambda cell: cell.name)
            ]
    return kept


@contextlib.contextmanager
def _planted(scratch: Path) -> Iterator[None]:
    """A secret in the environment of a grader that has just been started.

    Temporary files go to a folder of their own: others use /tmp at the same time.
    """
    close_warm_parent()
    os.environ["ATTACKED_SECRET"] = PLANTED
    before, tempfile.tempdir = tempfile.tempdir, str(scratch)
    try:
        yield
    finally:
        del os.environ["ATTACKED_SECRET"]
        tempfile.tempdir = before
        close_warm_parent()


@contextlib.contextmanager
def _listening(scratch: Path) -> Iterator[tuple[int, Any]]:
    """Sockets that nothing should connect to: their port, and how many of them were reached."""
    with (
        socket.create_server(("", 0)) as network,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        port = network.getsockname()[1]
        abstract.bind(f"\0attacked-{port}")
        abstract.listen()
        for listener in (network, abstract):
            listener.setblocking(False)

        def reached() -> int:
            count = 0
            for listener in (network, abstract):
                with contextlib.suppress(BlockingIOError):
                    listener.accept()[0].close()
                    count += 1
            return count

        yield port, reached


def _begin_peak() -> int:
    """The memory of this process, from which on its peak is measured: see `man proc`."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _mib("VmRSS")


def _mib(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (kib,) = (line.split()[1] for line in lines if line.startswith(f"{name}:"))
    return int(kib) // 1024


def _processes() -> list[str]:
    """The processes that are left of benches and judges, a moment after the last of them ended."""
    end = time.monotonic() + _GONE_S
    while (left := list(_left())) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def _left() -> Iterator[str]:
    parent = psutil.Process(warm_parent().process.pid)
    for process in parent.children(recursive=True):
        yield _described(process)
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if MARK in " ".join(process.cmdline()):
                yield _described(process)


def _described(process: psutil.Process) -> str:
    try:
        return f"{process.pid} {process.status()} {' '.join(process.cmdline())[:200]}"
    except psutil.Error:
        return f"{process.pid}"


def _digests(folder: Path) -> dict[str, str]:
    """A digest of each file of a course that grading must not touch."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        # What has a longer name can be named by steps alone.
        if len(os.fsencode(path)) < _LONGEST_PATH and path.is_file() and not path.is_symlink()
    }


def _changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    ours = ("autograded/", "feedback/", ".nbjudge/", "gradebook.db")
    return sorted(
        name
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name) and not (name.startswith(ours) and name in after)
    )


def _lock(gradebook: Path) -> str:
    """Why the gradebook can't be locked now; empty if it can."""
    connection = sqlite3.connect(gradebook, timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return str(error)
    finally:
        connection.close()
    return ""


def _literally(name: str) -> str:
    """A pattern that matches this file name alone."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _text(output: Any) -> str:
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return "\n".join([output.ename, output.evalue, *output.traceback])
    return "\n".join(map(str, output.data.values()))
