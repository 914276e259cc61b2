"""The way of one notebook: rebuilt, executed, judged; and everything that this depends on."""

from __future__ import annotations

import asyncio
import hashlib
import importlib.metadata
import json
import platform
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell
from traitlets.config import Config

from nbjudge.course.cells import is_test, known_cells
from nbjudge.course.imports import imported_modules
from nbjudge.data import DATASETS, is_cached
from nbjudge.engine.job import MOST_BYTES, Grade, Job, Prepared, executed_bytes
from nbjudge.engine.verdicts import Status, Verdict, outputs
from nbjudge.errors import SandboxError, SubmissionError
from nbjudge.kernels.confined import Unanswered, confined
from nbjudge.kernels.lifeline import Exit, Lifeline, ParentLost
from nbjudge.kernels.link import LinkLost, receive_soon, send_soon
from nbjudge.kernels.parent import BENCH, JUDGE, terms, warm_parent
from nbjudge.kernels.training import TRAININGS
from nbjudge.owners import owned_prefix
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.submission.content import Content, digest, laid_out
from nbjudge.submission.rebuild import Rebuilt, rebuild, rebuilt_file, solved
from nbjudge.submission.template import Template
from nbjudge.submission.templating import template

# The packages that a score may depend on, where they are installed.
_PACKAGES = (
    *("tensorflow", "keras", "numpy", "pandas", "scikit-learn", "scipy", "matplotlib"),
    *("seaborn", "ipython", "ipykernel", "nbclient", "palmerpenguins"),
)
# Packages of nbjudge that only look at results.
WITHOUT_A_SAY = frozenset({"audit", "report", "demo", "cli"})
_CONDUCTOR = "nbjudge.engine.conductor"
# Of a process that takes in what a kernel sends, and starts others. It has few itself, but where
# all sandboxes are one user's, the kernel counts those of a bench, too, which may have many.
_OF_A_CONDUCTOR = Limits(memory_bytes=1024 * MIB, disk_bytes=MIB, processes=1024)
# It keeps the time of a notebook itself; this is for one that can't.
_PATIENCE, _GRACE_S = 3, 60.0


def prepare(job: Job, config: Config | None = None) -> Prepared:
    """Rebuilds a job's notebook from its source; `config` has the course's own delimiters."""
    course = _template(job.source, config)
    sandboxing = job.terms.sandboxing
    try:
        rebuilt = confined(
            rebuilt_file,
            [job.submitted],
            course.text,
            sandboxing=sandboxing,
            most_bytes=MOST_BYTES,
        )
    except (SubmissionError, Unanswered) as error:
        got = error.got if isinstance(error, SubmissionError) else str(error)
        return _prepared(job, course, rebuild(course, None), f"the file is not a notebook ({got})")
    return _keyed(job, course, rebuilt, "")


def prepare_reference(job: Job, config: Config | None = None) -> Prepared:
    """The same for the reference solution, whatever the job has of a submission."""
    course = _template(job.source, config)
    return _prepared(job, course, solved(course))


def prepare_answers(
    job: Job, answers: Mapping[str, str], places: Sequence[int] | None, config: Config | None = None
) -> Prepared:
    """The same for the reference solution with other answers, by grade id.

    Of the cells, only those at these places are run, if some are named.
    """
    course = _template(job.source, config)
    rebuilt = solved(course)
    for grade_id, text in answers.items():
        known_cells(rebuilt.notebook)[grade_id].source = text
    if places is not None:
        rebuilt.notebook.cells = [rebuilt.notebook.cells[place] for place in places]
    return _prepared(job, course, rebuilt)


def prepare_stub(job: Job, config: Config | None = None) -> Prepared:
    """The same for the untouched stub."""
    course = _template(job.source, config)
    return _prepared(job, course, rebuild(course, None))


async def run(ready: Prepared) -> Grade:
    """Executes a prepared job; a SandboxError if it can't be run safely."""
    if ready.problem:
        return _ungradable(ready)
    for last in (False, False, True):
        with tempfile.TemporaryDirectory(prefix=owned_prefix()) as folder:
            try:
                answers, end = await _conducted(ready, Path(folder))
            except ParentLost:
                if last:
                    raise
                continue
            if len(answers) == 2:
                verdicts, executed = answers
                notes = Path(folder, TRAININGS)
                trainings = notes.read_bytes() if ready.job.notes else None
                return Grade.from_json(verdicts, executed, trainings)
        if answers:
            raise SandboxError(*map(str, json.loads(answers[0])))
        # If it was killed from outside, it is given another chance.
        if last or end.is_its_own or end.reason:
            return _lost(ready, end)
    raise AssertionError("unreachable")


async def _conducted(ready: Prepared, folder: Path) -> tuple[list[bytes], Exit]:
    """What a conductor says, in a sandbox of its own, and how it ended."""
    connection, lifeline = await asyncio.to_thread(_conductor, ready, folder)
    answers: list[bytes] = []
    try:
        for message in _messages(ready):
            await send_soon(connection, message)
        for most_bytes in (MIB, executed_bytes(ready.job.terms.limits)):
            answers.append(await receive_soon(connection, most_bytes=most_bytes))
    except LinkLost:
        pass
    finally:
        connection.close()
        end = await asyncio.to_thread(lifeline.close)
    return answers, end


def _conductor(ready: Prepared, folder: Path) -> tuple[socket.socket, Lifeline]:
    """A new conductor, which may have benches and judges on the terms of the job."""
    job, parent = ready.job, warm_parent()
    parent.preload(imported_modules(ready.template.source) if job.preload is None else job.preload)
    limits, sandboxing = job.terms.limits, job.terms.sandboxing
    children = {
        BENCH: terms(
            limits,
            sandboxing,
            files=laid_out(job.files, folder / "files"),
            trainings=laid_out(_trainings(job), folder / "known"),
        ),
        JUDGE: terms(limits, sandboxing, files=laid_out(job.judge_files, folder / "judge")),
    }
    ours, theirs = socket.socketpair()
    with theirs, ExitStack() as files:
        descriptors = [theirs.fileno()]
        if job.notes:
            descriptors.append(files.enter_context((folder / TRAININGS).open("wb")).fileno())
        try:
            of_its_own = terms(_OF_A_CONDUCTOR, sandboxing, data=False, children=children)
            lifeline = parent.fork(_CONDUCTOR, {}, descriptors, terms=of_its_own)
        except BaseException:
            ours.close()
            raise
    lifeline.limit(_PATIENCE * job.terms.notebook_s + _GRACE_S)
    return ours, lifeline


def _trainings(job: Job) -> dict[str, Content]:
    """The file of what is known of trainings, if there is one."""
    return {TRAININGS: job.plan.trainings} if job.plan.trainings else {}


def _messages(ready: Prepared) -> Iterator[bytes]:
    """What a conductor has to be told: the terms, the course's notebook, the student's."""
    job = ready.job
    held_out = not job.judge_files.keys() <= job.files.keys()
    plan = {
        "live": sorted(job.plan.live),
        "faults": dict(job.plan.faults),
        "free": sorted(job.plan.free),
    }
    yield json.dumps({"terms": asdict(job.terms), "plan": plan, "held_out": held_out}).encode()
    yield ready.template.text.encode()
    yield ready.rebuilt


def _lost(ready: Prepared, end: Exit) -> Grade:
    """The grade of a notebook whose conductor has ended early.

    It works on what the student's kernel sends: if that takes too much of it, no verdict is left.
    """
    status: Status = "grader_fault"
    message = f"the process that executes the notebook ended ({end.reason or end.code})"
    if end.out_of_memory:
        status, message = "out_of_memory", "what your notebook showed needs too much memory"
    elif end.late:
        status, message = "timeout", "your notebook took too long"
    return _without_answers(ready, status, message, "")


def _ungradable(ready: Prepared) -> Grade:
    """The grade of a file that is no notebook: 0 points, and a notice that says why."""
    notice = (
        f"# This notebook could not be graded\n\nIt has 0 points: {ready.problem}. "
        "Open the file that you handed in, correct it, and hand it in again."
    )
    return _without_answers(ready, "unattempted", "there is no answer to test", notice)


def _without_answers(ready: Prepared, status: Status, message: str, notice: str) -> Grade:
    """A grade with this verdict on every test cell, of the untouched stub."""
    rebuilt = rebuild(ready.template, None)
    verdicts = []
    for cell in filter(is_test, rebuilt.notebook.cells):
        grade_id, points = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        verdict = Verdict(grade_id, status, 0, points, message)
        cell.outputs = outputs(verdict)
        verdicts.append(verdict)
    if notice:
        rebuilt.notebook.cells.insert(0, new_markdown_cell(notice))
    executed = json.dumps(rebuilt.notebook).encode()
    return Grade(executed, tuple(verdicts), rebuilt.notes if notice else (), ready.problem)


def _template(source: bytes, config: Config | None) -> Template:
    """The template of a source; the last ones are kept, as all submissions of it need the same."""
    kinds = ("ClearSolutions", "ClearHiddenTests", "ClearMarkScheme")
    settings = {kind: config[kind] for kind in kinds if config is not None and kind in config}
    return _template_of(source, _Settings(settings))


class _Settings(Config):
    """Settings that can be compared by what they say."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(repr(self))


@lru_cache(maxsize=32)
def _template_of(source: bytes, config: Config) -> Template:
    return template(nbformat.reads(source.decode(), as_version=4), config)


def _prepared(job: Job, course: Template, rebuilt: Rebuilt, problem: str = "") -> Prepared:
    return _keyed(job, course, rebuilt.to_json(), problem)


def _keyed(job: Job, course: Template, rebuilt: bytes, problem: str) -> Prepared:
    return Prepared(job, course, rebuilt, problem, _key(job, course, rebuilt, problem))


def _key(job: Job, course: Template, rebuilt: bytes, problem: str) -> str:
    """A digest of everything that the grade of a job depends on.

    Of what was handed in, only that does not count which the reading of it leaves out: outputs,
    numbers of execution, and metadata of cells and notebook. Of the other settings of a course,
    none has a say here.
    """
    content = {
        "template": digest(course.text.encode()),
        "rebuilt": digest(rebuilt),
        "problem": problem,
        "terms": asdict(job.terms),
        "plan": [sorted(job.plan.live), dict(job.plan.faults), sorted(job.plan.free)],
        "files": {name: digest(one) for name, one in job.files.items()},
        "judge_files": {name: digest(one) for name, one in job.judge_files.items()},
        "environment": environment(),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@cache
def environment() -> str:
    """A digest of the Python, packages, data sets and nbjudge that run and test the notebooks.

    Of nbjudge, that leaves out what only looks at results.
    """
    versions = dict(filter(None, map(_version, _PACKAGES)))
    # The others have a stand-in.
    here = [name for name, dataset in DATASETS.items() if is_cached(dataset)]
    found = hashlib.sha256(json.dumps([platform.python_version(), versions, here]).encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0] not in WITHOUT_A_SAY:
            found.update(path.read_bytes())
    return found.hexdigest()


def _version(package: str) -> tuple[str, str] | None:
    try:
        return package, importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
