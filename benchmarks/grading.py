"""Grading a class: plain nbgrader and nbjudge on the same work, in one run on one machine.

`make bench` builds a class from the known answers, grades it with `nbgrader autograde` and with
`nbjudge grade`, compares every score, and writes `benchmarks/latest.json`. STUDENTS sets the size
of the class. `nbjudge grade` writes the feedback as well, so a second comparison adds what
`nbgrader generate_feedback` takes.
"""

from __future__ import annotations

import asyncio
import collections
import datetime
import importlib.metadata
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel
from rich.console import Console
from rich.table import Table

from nbjudge.audit.answers import load_answer
from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.course.notebook import read_notebook
from nbjudge.course.release import register
from nbjudge.demo import ANSWERS, handed_in
from nbjudge.engine.bench_client import Bench
from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.sandbox.limits import Limits

PROJECT = Path(__file__).parents[1]
LATEST = Path(__file__).with_name("latest.json")
FLOOR = Path(__file__).with_name("floor.py")
# What a student's kernel imports before it does anything, and what nbgrader waits for.
IMPORTS = "import keras, matplotlib.pyplot, numpy, pandas, seaborn, sklearn, tensorflow"
_KERNELS = 20
_PLAIN_KERNELS = 3
_STEP = re.compile(r"(?P<time>[\d:. -]+) (?P<what>Sanitizing|Setting destination) (?P<path>.*)")

console = Console(stderr=True)


@dataclass(frozen=True)
class Row:
    """The seconds that one notebook took for the whole class, or all of them.

    They are all in the rows that begin with `overall`; in the second nbgrader wrote the feedback,
    too, as nbjudge always does.

    `cpu_s` is the processor time of nbjudge, `floor_s` what the same cells take in a warm plain
    process with one thread.
    """

    notebook: str
    nbgrader_s: float
    nbjudge_s: float
    ratio: float
    cpu_s: float
    floor_s: float


def main() -> None:
    """Runs the comparison and shows it."""
    students = int(os.environ.get("STUDENTS", "20"))
    with tempfile.TemporaryDirectory(prefix="nbjudge-bench-") as scratch:
        console.print(f"A class of {students} in {scratch}")
        course = lay_out(Path(scratch, "nbgrader"), students)
        shutil.copytree(course.path, Path(scratch, "nbjudge"))
        ours = open_folder(Path(scratch, "nbjudge"))
        console.print("nbjudge grade")
        nbjudge_s, cpu_s = timed([_program("nbjudge"), "grade", "--course", str(ours.path)])
        console.print(f"  {nbjudge_s:.1f} s")
        console.print("The same cells in a warm plain process")
        floors = floor(ours)
        console.print("nbgrader")
        autograde = by_nbgrader(course)
        differences = list(compare(course, ours))
        rows = [*notebooks(ours, autograde, floors)]
        whole_s, floor_s = sum(autograde.values()), sum(floors.values())
        for name, nbgrader_s in (
            ("overall", whole_s),
            ("overall, with feedback", whole_s + feedback_by_nbgrader(course)),
        ):
            ratio = nbgrader_s / nbjudge_s
            rows.append(Row(name, nbgrader_s, nbjudge_s, ratio, cpu_s, floor_s))
    ready = asyncio.run(kernels())
    result = {
        "date": datetime.date.today().isoformat(),
        "students": students,
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "versions": {
            name: importlib.metadata.version(name) for name in ("nbgrader", "tensorflow", "keras")
        },
        "rows": [asdict(row) for row in rows],
        "differences": differences,
        **ready,
    }
    LATEST.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    show(rows, result)
    if differences:
        sys.exit(f"{len(differences)} scores differ: see {LATEST}")


def lay_out(path: Path, students: int) -> CourseFolder:
    """A course whose students hand in the known answers in turn, the reference solution first."""
    path.mkdir()
    shutil.copytree(PROJECT / "source", path / "source")
    shutil.copy(PROJECT / "course.toml", path)
    config = (PROJECT / "nbgrader_config.py").read_text(encoding="utf-8")
    (path / "nbgrader_config.py").write_text(config, encoding="utf-8")
    course = open_folder(path)
    for assignment in course.assignments():
        register(course, assignment)
        for file in sorted(course.step("source", assignment).glob("*.ipynb")):
            folder = PROJECT / ANSWERS / assignment / file.stem
            answers = [{}, *(load_answer(one).cells for one in sorted(folder.glob("*.py")))]
            source = read_notebook(file)
            release = read_notebook(course.step("release", assignment) / file.name)
            for number, answer in enumerate(islice(cycle(answers), students), start=1):
                target = course.step("submitted", assignment, f"student{number:02}") / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                nbformat.write(handed_in(release, source, answer, 1.0), target)
    return course


def by_nbgrader(course: CourseFolder) -> dict[str, float]:
    """The seconds that `nbgrader autograde` took for each notebook of the class."""
    config = course.path / "nbgrader_config.py"
    plain = config.read_text(encoding="utf-8").replace(
        "nbjudge.grading.execute.Execute", "nbgrader.preprocessors.Execute"
    )
    config.write_text(plain, encoding="utf-8")
    seconds: collections.Counter[str] = collections.Counter()
    for assignment in course.assignments():
        start = datetime.datetime.now()
        log = nbgrader(course, "autograde", assignment)
        steps = [match for line in log.splitlines() if (match := _STEP.match(line))]
        times = [datetime.datetime.fromisoformat(match["time"].strip()) for match in steps]
        # Its own start belongs to the first notebook.
        times[0] = start
        for match, begin, end in zip(steps, times, times[1:], strict=False):
            if match["what"] == "Sanitizing":
                name = f"{assignment}/{Path(match['path']).stem}"
                seconds[name] += (end - begin).total_seconds()
    return dict(seconds)


def feedback_by_nbgrader(course: CourseFolder) -> float:
    """The seconds that `nbgrader generate_feedback` took for the class."""
    start = time.perf_counter()
    for assignment in course.assignments():
        nbgrader(course, "generate_feedback", assignment)
    return time.perf_counter() - start


def nbgrader(course: CourseFolder, command: str, assignment: str) -> str:
    """The log of one of nbgrader's commands, each line with its time."""
    start = time.perf_counter()
    done = subprocess.run(
        [
            *(_program("nbgrader"), command, assignment),
            *("--Application.log_format=%(asctime)s.%(msecs)03d %(message)s",),
            *("--Application.log_datefmt=%Y-%m-%d %H:%M:%S",),
        ],
        cwd=course.path,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"nbgrader {command} {assignment} failed:\n{done.stderr[-2000:]}")
    console.print(f"  {command} {assignment}: {time.perf_counter() - start:.1f} s")
    return done.stderr


def floor(course: CourseFolder) -> dict[str, float]:
    """The seconds that the cells of each notebook of the class take in a warm plain process."""
    done = subprocess.run(
        [sys.executable, str(FLOOR), str(course.path)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def notebooks(
    course: CourseFolder, autograde: Mapping[str, float], floors: Mapping[str, float]
) -> Iterator[Row]:
    """A row for each notebook; nbjudge's seconds are those from its start to its verdicts."""
    for name, nbgrader_s in autograde.items():
        assignment, notebook = name.split("/")
        graded = [
            read_notebook(path).metadata["nbjudge"]
            for path in (course.path / "autograded").glob(f"*/{assignment}/{notebook}.ipynb")
        ]
        nbjudge_s = sum(one["seconds"] for one in graded)
        cpu_s = sum(one["cpu_s"] for one in graded)
        yield Row(name, nbgrader_s, nbjudge_s, nbgrader_s / nbjudge_s, cpu_s, floors[name])


def compare(plain: CourseFolder, ours: CourseFolder) -> Iterator[str]:
    """The cells that have another score by nbgrader than by nbjudge."""
    scores = [_scores(course) for course in (plain, ours)]
    for place in sorted(scores[0].keys() | scores[1].keys()):
        one, other = (score.get(place) for score in scores)
        if one != other:
            yield f"{'/'.join(place)}: {one} by nbgrader, {other} by nbjudge"


def _scores(course: CourseFolder) -> dict[tuple[str, ...], float | None]:
    with course.gradebook() as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): grade.auto_score
            for assignment in gradebook.assignments
            for submission in assignment.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


async def kernels() -> dict[str, float]:
    """How long kernels take until they are ready, and the memory that is one's own, idle."""
    ready, private = [], []
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IMPORTS)])
    for _ in range(_KERNELS + 1):
        start = time.perf_counter()
        bench = await Bench.start(notebook, warm_parent(), terms(Limits(), "bubblewrap"))
        await bench.run(notebook.cells[0], 0, 60)
        ready.append(time.perf_counter() - start)
        private.append(_private_bytes(bench.pid))
        await bench.close()
    plain = []
    for _ in range(_PLAIN_KERNELS):
        start = time.perf_counter()
        manager, client = start_new_kernel(
            kernel_name="python3",
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
            env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
        )
        client.execute_interactive(IMPORTS, timeout=120, output_hook=lambda _: None)
        plain.append(time.perf_counter() - start)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return {
        # The first one waits for the warm parent.
        "ready_ms": round(1000 * statistics.median(ready[1:]), 1),
        "first_ready_ms": round(1000 * ready[0], 1),
        "nbgrader_ready_ms": round(1000 * statistics.median(plain), 1),
        "private_mb": round(statistics.median(private[1:]) / 1e6, 1),
    }


def show(rows: list[Row], result: Mapping[str, object]) -> None:
    """Prints the comparison."""
    table = Table(title=f"A class of {result['students']} on {result['cores']} cores, in seconds")
    table.add_column("notebook")
    for name in ("nbgrader", "nbjudge", "ratio", "CPU", "floor"):
        table.add_column(name, justify="right")
    for row in rows:
        if row.notebook == "overall":
            table.add_section()
        numbers = (row.nbgrader_s, row.nbjudge_s, row.ratio, row.cpu_s, row.floor_s)
        table.add_row(row.notebook, *(f"{number:.1f}" for number in numbers))
    out = Console()
    out.print(table)
    out.print(
        "A notebook's seconds are added up over the class; overall nbjudge's are by the clock, "
        "several at a time, recording and feedback included.\n"
        f"Kernel ready, imports included: {result['ready_ms']} ms "
        f"(nbgrader's {result['nbgrader_ready_ms']} ms); {result['private_mb']} MB of its own."
    )


def timed(command: list[str]) -> tuple[float, float]:
    """The seconds by the clock and of processor time of a command, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _private_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


if __name__ == "__main__":
    main()
