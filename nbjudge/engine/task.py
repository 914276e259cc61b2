"""What the engine is given, a rebuilt notebook and its terms, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nbformat import NotebookNode

from nbjudge.engine.verdicts import Verdict, Way
from nbjudge.sandbox.limits import Limits, Sandboxing
from nbjudge.submission.content import Content
from nbjudge.submission.template import Template


@dataclass(frozen=True)
class Terms:
    """Under which terms a notebook is executed.

    `cell_s` and `notebook_s` bound the seconds of a cell and of all cells; `budgets_s` bounds
    single cells by their grade id. `judge` says which ways of judging may be chosen: `inert`
    forbids the live one.
    """

    cell_s: float = 180.0
    notebook_s: float = 1800.0
    budgets_s: Mapping[str, float] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    sandboxing: Sandboxing = "bubblewrap"
    judge: Literal["auto", "inert"] = "auto"


@dataclass(frozen=True)
class Plan:
    """How the test cells of a notebook are judged, by grade id; what it does not name is inert.

    `live` are those that need the student's own objects. `faults` says why others decide
    nothing. `free` are those that pass before anybody has answered anything. `trainings` is what
    the reference solution has trained, and `seconds` how long it took, which make no difference but
    of time.
    """

    live: frozenset[str] = frozenset()
    faults: Mapping[str, str] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    trainings: Content | None = None
    seconds: float = 0.0

    def way(self, grade_id: str) -> Way:
        """How one test cell is judged."""
        if grade_id in self.faults:
            return "none"
        return "live" if grade_id in self.live else "inert"


@dataclass(frozen=True)
class Task:
    """A rebuilt notebook to execute.

    `template` is what it was rebuilt from; `unchanged` are the grade ids of the solution cells that
    are still the stub, `added` the ids of the cells that the student added. `held_out` says that
    some files are the test cells' alone. What the cells train is noted in the file `notes`.
    """

    notebook: NotebookNode
    template: Template
    unchanged: frozenset[str]
    added: frozenset[str] = frozenset()
    held_out: bool = False
    notes: int | None = None
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True)
class Execution:
    """What came of a notebook: a verdict for each test cell, and the seconds that it took.

    `seconds` are by the clock; `cpu_s` is the processor time of benches and judge. `under_load`
    says that something took too long while other programs kept it waiting; `alarms` are reasons to
    look at what the student's code does, such as messages that no kernel sends.
    """

    verdicts: tuple[Verdict, ...]
    seconds: float
    cpu_s: float
    under_load: bool
    alarms: tuple[str, ...] = ()
