"""Grading on a Dask cluster: the same results, also when a worker dies."""

from __future__ import annotations

import asyncio
import shutil
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.engine.pipeline import Grade
from nbjudge.errors import UsageError
from nbjudge.grading.driver import Watcher, grade_class
from nbjudge.grading.submissions import Submission, submissions
from nbjudge.grading.workers import ClusterWorkers, LocalWorkers, Workers, fitting_jobs

from ..conftest import submit

HandIn = Callable[..., Path]
# Status, points and message, by student, notebook and test cell.
Verdicts = dict[tuple[str, ...], tuple[str, float, str]]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and two worker processes on loopback."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        # Another process of these tests may have a cluster, too, at the usual port.
        scheduler_kwargs={"dashboard_address": ":0"},
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def class_of_twenty(tried: CourseFolder, tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course to which twenty students handed in the same random numbers, five of them letters."""
    folder = shutil.copytree(tried.path, tmp_path_factory.mktemp("workers") / "course")
    course = open_folder(folder)
    drawn = "import random, numpy as np\nanswer = 42 + round(random.random() + np.random.rand(), 9)"
    for number in range(20):
        submit(course, f"student{number}", "numbers", answer=f"{drawn}  # {number}")
    for number in range(5):
        submit(course, f"student{number}", "letters", answer=f"answer = {40 + number}")
    return course


@pytest.mark.parametrize(
    ("free_gib", "limits", "jobs"),
    [
        pytest.param(64, [], 8, id="as many as cores"),
        pytest.param(5.5, ["max\n"], 5, id="as many as there is memory for"),
        pytest.param(64, [f"{3 * 2**30}\n"], 3, id="as a container may have"),
        pytest.param(64, ["max\n", f"{2**63}\n"], 8, id="without a limit"),
        pytest.param(0.2, [], 1, id="one at least"),
    ],
)
def test_jobs_fit_cores_and_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free_gib: float, limits: list[str], jobs: int
) -> None:
    files = [tmp_path / str(number) for number in range(3)]
    for file, limit in zip(files, limits, strict=False):
        file.write_text(limit, encoding="ascii")
    memory = types.SimpleNamespace(available=int(free_gib * 2**30))
    monkeypatch.setattr("psutil.virtual_memory", lambda: memory)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(8))
    monkeypatch.setattr("nbjudge.grading.workers._LIMITS", files)
    assert fitting_jobs() == jobs


def verdicts(
    course: CourseFolder,
    workers: Workers,
    watcher: Watcher = Watcher(),  # noqa: B008
) -> Verdicts:
    pairs = submissions(course)
    found = asyncio.run(grade_class(course, pairs, workers=workers, force=True, watcher=watcher))
    return {
        (one.student, name, verdict.grade_id): (verdict.status, verdict.points, verdict.message)
        for one in found
        for name, verdict in one.verdicts()
    }


@pytest.fixture(scope="module")
def here(class_of_twenty: CourseFolder) -> Verdicts:
    """The verdicts of this machine."""
    return verdicts(class_of_twenty, LocalWorkers(2))


def test_same_submission_has_the_same_grade_each_of_twenty_times(
    class_of_twenty: CourseFolder, here: Verdicts
) -> None:
    assert len(here) == 45
    assert len({here[key] for key in here if key[1:] == ("numbers", "test_answer")}) == 1
    assert sum(points for _, points, _ in here.values()) == 20 * 2 + 1
    assert verdicts(class_of_twenty, LocalWorkers(1)) == here


def test_cluster_gives_what_this_machine_gives(
    cluster: LocalCluster, class_of_twenty: CourseFolder, here: Verdicts
) -> None:
    assert verdicts(class_of_twenty, ClusterWorkers(cluster.scheduler_address)) == here


def test_dead_worker_loses_nothing(
    cluster: LocalCluster, class_of_twenty: CourseFolder, here: Verdicts
) -> None:
    done: list[str] = []

    def kill_one(submission: Submission, name: str, grade: Grade, ran: bool) -> None:
        done.append(name)
        if len(done) == 1:
            next(iter(cluster.workers.values())).process.process._process.kill()

    workers = ClusterWorkers(cluster.scheduler_address)
    assert verdicts(class_of_twenty, workers, Watcher(ended=kill_one)) == here
    assert len(done) == 25


def test_no_scheduler_is_said(hand_in: HandIn, course: CourseFolder) -> None:
    hand_in("ada", "letters")
    nowhere = ClusterWorkers("tcp://127.0.0.1:1", timeout_s=1)
    with pytest.raises(UsageError, match=r"scheduler tcp://127\.0\.0\.1:1: expected an answer"):
        verdicts(course, nowhere)
