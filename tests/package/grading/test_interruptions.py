"""Runs that are stopped half-way: nothing is lost, nothing is left behind, the next one goes on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder
from nbjudge.errors import UsageError
from nbjudge.kernels.parent import warm_parent

from ..conftest import reused
from ..forks import next_fork

HandIn = Callable[..., Path]
Run = Callable[..., Result]
STUDENTS = [f"student{number:02}" for number in range(6)]
PAIR = STUDENTS[:2]
# The reference solution and the stub of both notebooks.
OF_TRIAL = 4
SLOW = "import time\ntime.sleep(0.3)\nanswer = 42  # {}"


def hand_in_slowly(hand_in: HandIn, students: list[str]) -> None:
    for student in students:
        hand_in(student, "letters", answer=SLOW.format(student))


@pytest.fixture
def slow_class(hand_in: HandIn) -> None:
    hand_in_slowly(hand_in, STUDENTS)


@pytest.fixture
def slow_pair(hand_in: HandIn) -> None:
    hand_in_slowly(hand_in, PAIR)


@pytest.fixture
def started(course: CourseFolder) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Starts the grading as a process, and waits until a notebook is done."""
    processes = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "nbjudge", "grade", "--course", str(course.path)]
        # A shell has its background jobs, and all that they start, ignore Ctrl-C.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        signal.signal(signal.SIGINT, before)
        processes.append(process)
        assert process.stderr is not None
        line = process.stderr.readline()
        assert "letters" in line, line
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def gone(processes: list[psutil.Process]) -> bool:
    """Whether all of them end within some seconds."""
    return not psutil.wait_procs(processes, timeout=20)[1]


def scores(nbjudge: Run, course: CourseFolder) -> dict[str, float]:
    result = nbjudge("grade", "--course", course.path, "--json")
    assert result.stdout.startswith("["), result.output
    return {row["student"]: row["score"] for row in json.loads(result.stdout)}


def kept(course: CourseFolder) -> int:
    """How many grades are kept, those of the trial included."""
    return len(list((course.path / ".nbjudge").rglob("*.json")))


@pytest.mark.usefixtures("slow_class")
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGKILL, -signal.SIGKILL, ""),
        (signal.SIGTERM, -signal.SIGTERM, ""),
        (signal.SIGINT, 130, "goes on"),
    ],
    ids=["kill", "terminate", "Ctrl-C"],
)
def test_killed_driver_leaves_nothing_and_the_next_run_goes_on(
    number: int,
    code: int,
    said: str,
    started: Callable[[], subprocess.Popen[str]],
    nbjudge: Run,
    course: CourseFolder,
) -> None:
    process = started()
    processes = family(psutil.Process(process.pid))
    process.send_signal(number)
    _, messages = process.communicate(timeout=30)
    assert gone(processes)
    assert process.returncode == code
    assert said in messages
    assert "Traceback" not in messages
    done = kept(course) - OF_TRIAL
    assert 0 < done < len(STUDENTS)
    result = nbjudge("grade", "--course", course.path, "--json")
    assert {row["student"]: row["score"] for row in json.loads(result.stdout)} == dict.fromkeys(
        STUDENTS, 1
    )
    assert reused(result) == done


@pytest.mark.usefixtures("slow_class")
@pytest.mark.parametrize("victim", ["warm parent", "recorder", "conductor", "bench", "judge"])
def test_killed_process_of_a_run_costs_nobody_a_point_or_a_page(
    victim: str,
    started: Callable[[], subprocess.Popen[str]],
    course: CourseFolder,
) -> None:
    process = started()
    children = psutil.Process(process.pid).children()
    warm = next(child for child in children if "nbjudge.kernels.warm" in child.cmdline())
    if victim == "warm parent":
        warm.kill()
    elif victim == "recorder":
        next(child for child in children if child != warm).kill()
    else:
        next_fork(warm, victim).kill()
    output, messages = process.communicate(timeout=120)
    assert process.returncode in (0, 1), messages
    with course.gradebook() as gradebook:
        submitted = gradebook.find_assignment("01-numbers").submissions
        found = {submission.student.id: submission.score for submission in submitted}
    assert found == dict.fromkeys(STUDENTS, 1), (output, messages)
    pages = (course.path / "feedback").glob("*/01-numbers/letters.html")
    assert {page.parts[-3] for page in pages} == set(STUDENTS), messages


@pytest.mark.usefixtures("slow_pair")
def test_locked_gradebook_is_a_clear_error_and_nothing_is_lost(
    nbjudge: Run, course: CourseFolder
) -> None:
    lock = sqlite3.connect(course.path / "gradebook.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    result = nbjudge("grade", "--course", course.path, "--student", "student00")
    assert isinstance(result.exception, UsageError)
    assert "locked" in str(result.exception)
    assert not (course.path / "autograded" / "student00").exists()
    lock.rollback()
    lock.close()
    assert scores(nbjudge, course) == dict.fromkeys(PAIR, 1)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
@pytest.mark.usefixtures("slow_pair")
def test_full_disk_is_a_clear_error_and_nothing_is_half_written(
    nbjudge: Run, course: CourseFolder
) -> None:
    results = course.path / ".nbjudge" / "results"
    results.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", results], check=True)
    try:
        (results / "filler").write_bytes(bytes(4096))
        result = nbjudge("grade", "--course", course.path, "--student", "student00")
        assert "No space left" in str(result.exception)
        assert kept(course) == 0
        assert not list(results.rglob("*.part"))
    finally:
        subprocess.run(["umount", results], check=True)
    assert scores(nbjudge, course) == dict.fromkeys(PAIR, 1)


def test_run_leaves_no_process_but_the_warm_parent(
    nbjudge: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    hand_in("ada", "letters")
    warm = psutil.Process(warm_parent().process.pid)
    before = set(psutil.Process().children(recursive=True))
    assert scores(nbjudge, course) == {"ada": 1}
    deadline = time.monotonic() + 10
    while not set(psutil.Process().children(recursive=True)) <= before:
        assert time.monotonic() < deadline, warm.children(recursive=True)
        time.sleep(0.05)
