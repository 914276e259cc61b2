"""What came of an answer in each test cell, kept by all that it depends on."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from nbjudge.checks.thresholds import Measured
from nbjudge.engine.job import Grade, Prepared, Run
from nbjudge.grading.results import write_whole

FOLDER = Path(".nbjudge", "audit")


@dataclass(frozen=True)
class Outcome:
    """The points of a test cell, its message, and what it has compared with thresholds."""

    points: float
    message: str = ""
    measured: tuple[Measured, ...] = ()


class Outcomes:
    """What comes of prepared notebooks: from a folder of a course, or else by running them."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._folder = folder
        self._run = run

    async def of(self, prepared: Prepared) -> Mapping[str, Outcome]:
        """The outcome of each test cell that was run, by grade id."""
        path = self._folder / prepared.key[:2] / f"{prepared.key}.json"
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            known = json.loads(await asyncio.to_thread(path.read_bytes))
            return {
                grade_id: Outcome(points, message, tuple(Measured(**one) for one in measured))
                for grade_id, (points, message, measured) in known.items()
            }
        grade = await self._run(prepared)
        found = outcome_of(grade)
        if grade.is_final:
            text = json.dumps(
                {
                    grade_id: [one.points, one.message, [asdict(value) for value in one.measured]]
                    for grade_id, one in found.items()
                }
            )
            await asyncio.to_thread(write_whole, path, text.encode())
        return found

    async def points(self, prepared: Prepared) -> Mapping[str, float]:
        """The points of each test cell that was run, by grade id."""
        return points_of(await self.of(prepared))


def outcome_of(grade: Grade) -> dict[str, Outcome]:
    """The outcome of each test cell, by grade id."""
    return {one.grade_id: Outcome(one.points, one.message, one.measured) for one in grade.verdicts}


def points_of(found: Mapping[str, Outcome]) -> Mapping[str, float]:
    """The points of outcomes."""
    return {grade_id: one.points for grade_id, one in found.items()}
