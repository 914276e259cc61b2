"""Grading on a Dask cluster: the same results, also when a worker dies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from nbjudge.course.folder import CourseFolder
from nbjudge.engine.pipeline import Grade
from nbjudge.errors import UsageError
from nbjudge.grading.driver import Watcher, grade_class
from nbjudge.grading.submissions import Submission, submissions
from nbjudge.grading.workers import ClusterWorkers, LocalWorkers, Workers

HandIn = Callable[..., Path]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and two worker processes on loopback."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.fixture
def class_of_four(hand_in: HandIn, course: CourseFolder) -> list[tuple[str, str]]:
    for number in range(4):
        hand_in(f"student{number}", "numbers", answer=f"answer = {40 + number}")
        hand_in(f"student{number}", "letters", answer=f"answer = 42  # {number}")
    return submissions(course)


def verdicts(
    course: CourseFolder,
    pairs: list[tuple[str, str]],
    workers: Workers,
    watcher: Watcher = Watcher(),  # noqa: B008
) -> dict[tuple[str, ...], tuple[str, float, str]]:
    found = asyncio.run(grade_class(course, pairs, workers=workers, force=True, watcher=watcher))
    return {
        (one.student, name, verdict.grade_id): (verdict.status, verdict.points, verdict.message)
        for one in found
        for name, verdict in one.verdicts()
    }


def test_cluster_gives_what_this_machine_gives(
    cluster: LocalCluster, class_of_four: list[tuple[str, str]], course: CourseFolder
) -> None:
    here = verdicts(course, class_of_four, LocalWorkers(2))
    there = verdicts(course, class_of_four, ClusterWorkers(cluster.scheduler_address))
    assert there == here
    assert len(there) == 12


def test_same_submission_has_the_same_grade_each_of_ten_times(
    cluster: LocalCluster, hand_in: HandIn, course: CourseFolder
) -> None:
    drawn = "import random, numpy as np\nanswer = 42 + round(random.random() + np.random.rand(), 9)"
    for number in range(5):
        hand_in(f"student{number}", "numbers", answer=f"{drawn}  # {number}")
    pairs = submissions(course)
    here = verdicts(course, pairs, LocalWorkers(2))
    there = verdicts(course, pairs, ClusterWorkers(cluster.scheduler_address))
    assert there == here
    assert len({here[student, "numbers", "test_answer"] for _, student in pairs}) == 1


def test_dead_worker_loses_nothing(
    cluster: LocalCluster, class_of_four: list[tuple[str, str]], course: CourseFolder
) -> None:
    done: list[str] = []

    def kill_one(submission: Submission, name: str, grade: Grade, ran: bool) -> None:
        done.append(name)
        if len(done) == 1:
            next(iter(cluster.workers.values())).process.process._process.kill()

    there = verdicts(
        course,
        class_of_four,
        ClusterWorkers(cluster.scheduler_address),
        Watcher(ended=kill_one),
    )
    assert there == verdicts(course, class_of_four, LocalWorkers(2))
    assert len(done) == 8


def test_no_scheduler_is_said(hand_in: HandIn, course: CourseFolder) -> None:
    hand_in("ada", "letters")
    nowhere = ClusterWorkers("tcp://127.0.0.1:1", timeout_s=1)
    with pytest.raises(UsageError, match=r"scheduler tcp://127\.0\.0\.1:1: expected an answer"):
        verdicts(course, submissions(course), nowhere)
