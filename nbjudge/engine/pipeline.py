"""The way of one notebook: rebuilt, executed, judged; and everything that this depends on."""

from __future__ import annotations

import asyncio
import hashlib
import importlib.metadata
import json
import platform
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from traitlets.config import Config

from nbjudge.course.imports import imported_modules
from nbjudge.data import DATASETS, is_cached
from nbjudge.engine.execution import execute, is_test, visible_texts
from nbjudge.engine.own_code import own_code
from nbjudge.engine.task import Plan, Task, Terms
from nbjudge.engine.verdicts import Verdict
from nbjudge.engine.verdicts import outputs as verdict_outputs
from nbjudge.errors import SubmissionError
from nbjudge.kernels.parent import ParentLost, warm_parent
from nbjudge.submission import outputs
from nbjudge.submission.handed_in import read_submitted
from nbjudge.submission.rebuild import Rebuilt, identified, rebuild, solved

# The packages that a score may depend on, where they are installed.
_PACKAGES = (
    *("tensorflow", "keras", "numpy", "pandas", "scikit-learn", "scipy", "matplotlib"),
    *("seaborn", "ipython", "ipykernel", "nbclient", "palmerpenguins"),
)
_ATTEMPTS = 3
# What gives the grade of a prepared job: it runs it, here or elsewhere, or knows it already.
Run = Callable[["Prepared"], Awaitable["Grade"]]


@dataclass(frozen=True)
class Job:
    """One notebook to grade, with all that its grade depends on; it can be sent elsewhere.

    `source` and `submitted` are the bytes of notebook files. The student's cells find `files` in
    their work folder, the test cells `judge_files` in theirs, by relative path. `plan` is what a
    trial has found, see `nbjudge.engine.trial`. `preload` names what the warm parent imports first,
    if it is not what the source imports.
    """

    source: bytes
    submitted: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    judge_files: Mapping[str, bytes] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    plan: Plan = field(default_factory=Plan)
    preload: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Grade:
    """A graded notebook: executed, with a verdict for each test cell.

    `notes` say what was found and mended in the file that was handed in; `problem` says why it
    could not be graded at all, and is empty if it could. It took `seconds` by the clock, and
    `cpu_s` of processor time.
    """

    notebook: NotebookNode
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""
    seconds: float = 0.0
    cpu_s: float = 0.0

    @property
    def points(self) -> float:
        """The points of all test cells."""
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def max_points(self) -> float:
        """The points that can be had from test cells."""
        return sum(verdict.max_points for verdict in self.verdicts)

    @property
    def is_final(self) -> bool:
        """Whether grading it again would give the same: nothing of the grader's own failed."""
        return all(verdict.is_final for verdict in self.verdicts)

    def to_json(self) -> str:
        """This grade as text."""
        record = asdict(self) | {"notebook": self.notebook}
        return json.dumps(record)

    @classmethod
    def from_json(cls, text: str) -> Grade:
        """The grade that a text stands for; ValueError, KeyError or TypeError if it is none."""
        record = json.loads(text)
        return cls(
            nbformat.from_dict(record["notebook"]),
            tuple(Verdict(**one) for one in record["verdicts"]),
            tuple(record["notes"]),
            record["problem"],
            record["seconds"],
            record["cpu_s"],
        )


@dataclass(frozen=True)
class Prepared:
    """A job whose notebook has been rebuilt, and the key under which its grade is kept.

    `visible` is what students see of each test cell, by grade id.
    """

    job: Job
    source: NotebookNode
    rebuilt: Rebuilt
    visible: Mapping[str, str]
    problem: str
    key: str


def prepare(job: Job, config: Config | None = None) -> Prepared:
    """Rebuilds a job's notebook from its source; `config` has the course's own delimiters."""
    source = _source(job)
    try:
        rebuilt, problem = rebuild(source, read_submitted(job.submitted), config), ""
    except SubmissionError as error:
        rebuilt = rebuild(source, None, config)
        problem = f"the file is not a notebook ({error.got})"
    return _prepared(job, source, rebuilt, config, problem)


def prepare_reference(job: Job, config: Config | None = None) -> Prepared:
    """The same for the reference solution, whatever the job has of a submission."""
    source = _source(job)
    return _prepared(job, source, solved(source), config)


def prepare_stub(job: Job, config: Config | None = None) -> Prepared:
    """The same for the untouched stub."""
    source = _source(job)
    return _prepared(job, source, rebuild(source, None, config), config)


def _source(job: Job) -> NotebookNode:
    return identified(nbformat.reads(job.source.decode(), as_version=4))


def _prepared(
    job: Job, source: NotebookNode, rebuilt: Rebuilt, config: Config | None, problem: str = ""
) -> Prepared:
    visible = visible_texts(source, config)
    return Prepared(job, source, rebuilt, visible, problem, _key(job, source, rebuilt, problem))


async def run(ready: Prepared) -> Grade:
    """Executes a prepared job; a SandboxError if it can't be run safely."""
    if ready.problem:
        return _ungradable(ready)
    for attempt in range(1, _ATTEMPTS + 1):
        notebook = nbformat.from_dict(ready.rebuilt.notebook)
        with tempfile.TemporaryDirectory(prefix="nbjudge-") as folder:
            job = ready.job
            task = Task(
                notebook,
                ready.source,
                ready.rebuilt.unchanged,
                added=ready.rebuilt.added,
                visible=ready.visible,
                files=_laid_out(job.files, Path(folder, "files")),
                judge_files=_laid_out(job.judge_files, Path(folder, "judge")),
                held_out=not job.judge_files.keys() <= job.files.keys(),
                plan=job.plan,
            )
            try:
                await asyncio.to_thread(_warm_up, ready)
                execution = await execute(task, job.terms)
            except ParentLost:
                if attempt == _ATTEMPTS:
                    raise
                continue
        await asyncio.to_thread(outputs.clean, notebook)
        verdicts = (
            replace(verdict, message=outputs.encodable(verdict.message))
            for verdict in execution.verdicts
        )
        return Grade(
            notebook,
            tuple(verdicts),
            ready.rebuilt.notes,
            seconds=execution.seconds,
            cpu_s=execution.cpu_s,
        )
    raise AssertionError("unreachable")


def _warm_up(ready: Prepared) -> None:
    """Has the warm parent import what the notebook is about to use."""
    preload = ready.job.preload
    warm_parent().preload(imported_modules(ready.source) if preload is None else preload)


def _key(job: Job, source: NotebookNode, rebuilt: Rebuilt, problem: str) -> str:
    """A digest of everything that the grade of a job depends on."""
    cells = [
        (cell.cell_type, cell.source, cell.metadata.get("nbgrader"))
        for cell in rebuilt.notebook.cells
    ]
    content = {
        "cells": cells,
        "own": asdict(own_code(source)),
        "unchanged": sorted(rebuilt.unchanged),
        "notes": rebuilt.notes,
        "problem": problem,
        "terms": asdict(job.terms),
        "plan": [sorted(job.plan.live), dict(job.plan.faults), sorted(job.plan.free)],
        "files": _digests(job.files),
        "judge_files": _digests(job.judge_files),
        "environment": environment(),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@cache
def environment() -> str:
    """A digest of the Python, packages, data sets and nbjudge that run and test the notebooks."""
    versions = dict(filter(None, map(_version, _PACKAGES)))
    # The others have a stand-in.
    here = [name for name, dataset in DATASETS.items() if is_cached(dataset)]
    digest = hashlib.sha256(json.dumps([platform.python_version(), versions, here]).encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> tuple[str, str] | None:
    try:
        return package, importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _laid_out(files: Mapping[str, bytes], folder: Path) -> Path | None:
    """A folder with these files, which the user inside a sandbox may read."""
    if not files:
        return None
    for name, content in files.items():
        path = folder / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o644)
    for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        place.chmod(0o755)
    return folder


def _ungradable(ready: Prepared) -> Grade:
    """The grade of a file that is no notebook: 0 points, and a notice that says why."""
    notebook = nbformat.from_dict(ready.rebuilt.notebook)
    notice = (
        f"# This notebook could not be graded\n\nIt has 0 points: {ready.problem}. "
        "Open the file that you handed in, correct it, and hand it in again."
    )
    verdicts = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and is_test(cell):
            grade_id, points = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
            verdict = Verdict(grade_id, "unattempted", 0, points, "there is no answer to test")
            cell.outputs = verdict_outputs(verdict)
            verdicts.append(verdict)
    notebook.cells.insert(0, new_markdown_cell(notice))
    return Grade(notebook, tuple(verdicts), ready.rebuilt.notes, ready.problem)
