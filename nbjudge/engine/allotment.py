"""The terms of one notebook while it runs: what a cell may still take, and what to tell of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from nbjudge.course.cells import claimed_id
from nbjudge.engine.bench_client import BenchDied
from nbjudge.engine.task import Terms
from nbjudge.engine.verdicts import Status
from nbjudge.sandbox.limits import MIB

# What to tell of a cell that has taken its bench with it.
DEATHS: Mapping[Status, str] = {
    "timeout": "your cell ran longer than {limit:g} s and was stopped",
    "out_of_memory": "your cell used more than {memory:,} MiB of memory and was stopped",
    "kernel_died": "your cell ended its own process",
}


@dataclass(frozen=True)
class Allotment:
    """The terms of a notebook, and when its time ends."""

    terms: Terms
    end: float

    @property
    def is_up(self) -> bool:
        """Whether the notebook has had its time."""
        return time.monotonic() >= self.end

    def limit_s(self, cell: NotebookNode) -> float:
        """The seconds that a cell may take; none are left when the notebook has had its time."""
        return max(0.0, min(self._budget_s(cell), self.end - time.monotonic()))

    def reason(self, death: BenchDied, cell: NotebookNode) -> str:
        """What to tell of a cell that has taken its bench with it."""
        if death.reason:
            return death.reason
        if death.status == "timeout" and self.is_up:
            return f"your notebook ran longer than {self.terms.notebook_s:g} s and was stopped"
        memory_mib = self.terms.limits.memory_bytes // MIB
        return DEATHS[death.status].format(limit=self._budget_s(cell), memory=memory_mib)

    def _budget_s(self, cell: NotebookNode) -> float:
        return self.terms.budgets_s.get(claimed_id(cell) or "", self.terms.cell_s)
