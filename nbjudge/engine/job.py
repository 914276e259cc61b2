"""One notebook to grade, and its grade: what goes from process to process."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import nbformat
from nbformat import NotebookNode

from nbjudge.checks.thresholds import Measured
from nbjudge.engine.task import Plan, Terms
from nbjudge.engine.verdicts import Verdict
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.submission.content import Content, as_bytes
from nbjudge.submission.template import Template

# The texts and pictures of one notebook.
MOST_BYTES = 32 * MIB
# What gives the grade of a prepared job: it runs it, here or elsewhere, or knows it already.
Run = Callable[["Prepared"], Awaitable["Grade"]]


def executed_bytes(limits: Limits) -> int:
    """How large an executed notebook may be."""
    return MOST_BYTES + 4 * limits.output_bytes


@dataclass(frozen=True)
class Job:
    """One notebook to grade, with all that its grade depends on.

    `source` and `submitted` are notebook files. The student's cells find `files` in their work
    folder, the test cells `judge_files` in theirs, by relative path. `plan` is what a trial has
    found, see `nbjudge.engine.trial`. `preload` names what the warm parent imports first, if it is
    not what the source imports. If it `notes` trainings, they are part of the grade.
    """

    source: bytes
    submitted: Content
    files: Mapping[str, Content] = field(default_factory=dict)
    judge_files: Mapping[str, Content] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    plan: Plan = field(default_factory=Plan)
    preload: tuple[str, ...] | None = None
    notes: bool = False


@dataclass(frozen=True)
class Grade:
    """A graded notebook: executed, with a verdict for each test cell.

    `executed` is its file. `notes` say what was found and mended in the file that was handed in;
    `problem` says why it could not be graded at all, and is empty if it could. It took `seconds` by
    the clock, and `cpu_s` of processor time; `under_load` says that other programs kept it from
    the time that it had. `alarms` are for the instructor: reasons to look at the student's code.
    `trainings` is a file of what was trained, if that was asked for.
    """

    executed: Content
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""
    seconds: float = 0.0
    cpu_s: float = 0.0
    under_load: bool = False
    alarms: tuple[str, ...] = ()
    trainings: Content | None = None

    @property
    def notebook(self) -> NotebookNode:
        """The executed notebook."""
        notebook: NotebookNode = nbformat.from_dict(json.loads(as_bytes(self.executed)))
        return notebook

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
        """Whether grading it again would give the same: only the student has a part in it."""
        return not self.under_load and all(verdict.is_final for verdict in self.verdicts)

    def to_json(self) -> str:
        """This grade as text, but for the executed notebook and the trainings."""
        record = vars(self) | {"verdicts": [asdict(one) for one in self.verdicts]}
        del record["executed"], record["trainings"]
        return json.dumps(record)

    @classmethod
    def from_json(
        cls, text: str | bytes, executed: Content, trainings: Content | None = None
    ) -> Grade:
        """The grade that a text stands for; ValueError, KeyError or TypeError if it is none."""
        record = json.loads(text)
        verdicts = tuple(map(_verdict, record.pop("verdicts")))
        notes, alarms = tuple(record.pop("notes")), tuple(record.pop("alarms"))
        return cls(executed, verdicts, notes, alarms=alarms, trainings=trainings, **record)


def _verdict(record: dict[str, Any]) -> Verdict:
    """The verdict that a record stands for."""
    measured = tuple(Measured(**one) for one in record.pop("measured"))
    return Verdict(**record, measured=measured)


@dataclass(frozen=True)
class Prepared:
    """A job whose notebook has been rebuilt, and the key under which its grade is kept.

    `rebuilt` stands for a `Rebuilt`, whose text is the student's. `problem` says why what was
    handed in is no notebook; it stands for the untouched stub then.
    """

    job: Job
    template: Template
    rebuilt: bytes
    problem: str
    key: str

    def packed(self) -> Prepared:
        """The same with all contents in it, to be sent elsewhere."""
        job = replace(
            self.job,
            # What is known of trainings is large, and would go there with each notebook anew.
            plan=replace(self.job.plan, trainings=None),
            notes=False,
            submitted=b"",
            files={name: as_bytes(one) for name, one in self.job.files.items()},
            judge_files={name: as_bytes(one) for name, one in self.job.judge_files.items()},
        )
        return replace(self, job=job)
