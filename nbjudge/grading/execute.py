"""nbgrader's step that executes notebooks, by bench and judge; its traits are our settings."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute as NbgraderExecute
from traitlets import Enum, Integer

from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import language
from nbjudge.course.released import follow
from nbjudge.course.sharing import shared
from nbjudge.engine.job import Grade
from nbjudge.engine.pipeline import prepare, run
from nbjudge.engine.task import Terms
from nbjudge.engine.trial import trial
from nbjudge.errors import CourseError
from nbjudge.grading.jobs import budgets_s, job, reference_job
from nbjudge.grading.record import marked
from nbjudge.grading.results import FOLDER, Results
from nbjudge.owners import owned_prefix
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.submission.handed_in import fitting, handed_in


class Execute(NbgraderExecute):  # type: ignore[misc]
    """Executes the student's cells on a bench and the test cells before a judge.

    In `c.Autograde.autograde_preprocessors` it takes the place of nbgrader's own. `timeout` is
    that of nbgrader: the seconds that a cell may take, where `course.toml` has no budget for it.
    """

    sandbox = Enum(
        ["bubblewrap", "landlock", "none"],
        "bubblewrap",
        help="The sandbox that students' code runs in; `landlock` is weaker, for where there are "
        "no namespaces; `none` only where you trust all of it.",
    ).tag(config=True)
    notebook_timeout = Integer(1800, help="The seconds that a notebook may take.").tag(config=True)
    memory_mib = Integer(4096, help="The memory that a notebook may use.").tag(config=True)
    disk_mib = Integer(512, help="What a notebook may write, to /tmp as well.").tag(config=True)
    processes = Integer(256, help="The processes and threads of a notebook.").tag(config=True)
    output_mib = Integer(8, help="The output that is kept of a notebook.").tag(config=True)
    judge = Enum(
        ["auto", "inert"],
        "auto",
        help="`inert` forbids live judging: a person has to look at what needs it.",
    ).tag(config=True)

    def terms(self, budgets_s: Mapping[str, float]) -> Terms:
        """The terms of execution that the settings say."""
        return Terms(
            cell_s=float(self.timeout or self.notebook_timeout),
            notebook_s=float(self.notebook_timeout),
            budgets_s=dict(budgets_s),
            limits=Limits(
                memory_bytes=self.memory_mib * MIB,
                disk_bytes=self.disk_mib * MIB,
                processes=self.processes,
                output_bytes=self.output_mib * MIB,
            ),
            sandboxing=self.sandbox,  # type: ignore[arg-type]
            judge=self.judge,  # type: ignore[arg-type]
        )

    def preprocess(
        self, nb: NotebookNode, resources: Any, km: Any = None
    ) -> tuple[NotebookNode, Any]:
        """Executes one notebook of a submission, as `nbgrader autograde` asks for it."""
        if language(nb) != "python":
            raise CourseError("the notebook", "one in Python", f"one in {language(nb)}")
        names = resources["nbgrader"]
        assignment, name = names["assignment"], names["notebook"]
        directory = CourseDirectory(parent=self)
        folder = CourseFolder(Path(directory.root), self.config, directory)
        shared(folder.path, partial(follow, folder, assignment, adopt=False))
        submitted = folder.step(folder.directory.submitted_directory, assignment, names["student"])
        terms = self.terms(budgets_s(folder, assignment, name))
        reference = reference_job(folder, assignment, name, terms)
        known = Results(folder.path / FOLDER).first(run)
        handed = nbformat.writes(nb).encode()

        async def work(files: Mapping[str, Path]) -> tuple[Grade, str]:
            plan = await trial(reference, known, self.config)
            one = job(folder, assignment, name, handed, files, terms)
            prepared = prepare(replace(one, plan=plan), self.config)
            return await run(prepared), prepared.key

        # A thread of its own: whoever calls may have an event loop running, as Formgrader has.
        with (
            tempfile.TemporaryDirectory(prefix=owned_prefix()) as stage,
            ThreadPoolExecutor(1) as thread,
        ):
            files, _ = fitting(handed_in(submitted, Path(stage)).files, terms.limits)
            executed = marked(*thread.submit(asyncio.run, work(files)).result())
        nb.cells = executed.cells
        nb.metadata = executed.metadata
        return nb, resources
