"""Grading on a Dask cluster: how the throughput grows with the number of workers.

The students' only cell sleeps, so that one machine can stand for sixteen; everything else is done
as ever, with a warm parent in each worker and one writer for the gradebook. The cores of this one
machine do all of that for every worker, so the growth on machines of their own is no smaller.
Writes `benchmarks/scaling.json`.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import json
import os
import tempfile
import time
from pathlib import Path

import nbformat
from distributed import LocalCluster
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console
from rich.table import Table

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.release import ensure_registered
from nbjudge.grading.driver import grade_class
from nbjudge.grading.submissions import submissions
from nbjudge.grading.workers import ClusterWorkers

LATEST = Path(__file__).with_name("scaling.json")
WORKERS = (1, 2, 4, 8, 16)
SLEEP_S = 20
_NOTEBOOKS_EACH = 3
_ASSIGNMENT = "01-sleep"

console = Console(stderr=True)


def main() -> None:
    """Measures each number of workers, and shows the efficiency of the growth."""
    throughputs = {}
    for workers in WORKERS:
        console.print(f"{workers} workers")
        throughputs[workers] = throughput(workers)
    one = throughputs[1]
    rows = [
        {
            "workers": workers,
            "notebooks_per_minute": round(60 * found, 2),
            "efficiency": round(found / one / workers, 3),
        }
        for workers, found in throughputs.items()
    ]
    result = {
        "date": datetime.date.today().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "sleep_s": SLEEP_S,
        "rows": rows,
    }
    LATEST.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    table = Table(title=f"Notebooks that sleep for {SLEEP_S} s, on {result['cores']} cores")
    for name in ("workers", "notebooks a minute", "of linear"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            f"{row['workers']}", f"{row['notebooks_per_minute']:.1f}", f"{row['efficiency']:.0%}"
        )
    Console().print(table)


def throughput(workers: int) -> float:
    """The notebooks that so many workers grade in a second."""
    with (
        tempfile.TemporaryDirectory(prefix="nbjudge-scaling-") as scratch,
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
    ):
        address = cluster.scheduler_address
        # Each worker starts its warm parent with the first notebook.
        grade(lay_out(Path(scratch, "first"), workers, sleep_s=2), address)
        course = lay_out(Path(scratch, "second"), workers * _NOTEBOOKS_EACH, sleep_s=SLEEP_S)
        start = time.perf_counter()
        grade(course, address)
        return workers * _NOTEBOOKS_EACH / (time.perf_counter() - start)


def grade(course: CourseFolder, address: str) -> None:
    """Grades a class, all of which has to be right."""
    found = asyncio.run(grade_class(course, submissions(course), workers=ClusterWorkers(address)))
    assert all(verdict.status == "passed" for one in found for _, verdict in one.verdicts())


def lay_out(path: Path, students: int, *, sleep_s: float) -> CourseFolder:
    """A course of one exercise, and a class whose solution sleeps."""
    source = path / "source" / _ASSIGNMENT
    source.mkdir(parents=True)
    notebook = new_notebook(
        cells=[_cell("answer = 42", "answer"), _cell("assert answer == 42", "test")]
    )
    nbformat.write(notebook, source / "sleep.ipynb")
    for number in range(students):
        notebook.cells[0].source = f"import time\ntime.sleep({sleep_s})\nanswer = 42  # {number}"
        folder = path / "submitted" / f"student{number:02}" / _ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / "sleep.ipynb")
    course = open_folder(path)
    ensure_registered(course, _ASSIGNMENT)
    return course


def _cell(text: str, grade_id: str) -> nbformat.NotebookNode:
    tested = grade_id == "test"
    metadata = {
        "schema_version": 3,
        "grade_id": grade_id,
        "solution": not tested,
        "grade": tested,
        "locked": tested,
        "task": False,
    }
    if tested:
        metadata["points"] = 1
    return new_code_cell(text, metadata={"nbgrader": metadata})


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
