"""What a submission's record was made of, so that it is made again when any of it has changed."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.preprocessors import AssignLatePenalties

from nbjudge.course.folder import CONFIG_FILE, CourseFolder
from nbjudge.grading.results import write_whole

FOLDER = Path(".nbjudge", "recorded")


@dataclass(frozen=True)
class Standing:
    """How a submission stands in the gradebook.

    `keys` are those of its grades, by notebook. `automatic` is a digest of what recording decides,
    and of what that depends on: scores and points, due date, time of the submission, penalty.
    `shown` is one of all that the feedback shows, of a person's scores and comments, too.
    """

    keys: Mapping[str, str]
    automatic: str
    shown: str


def standing(
    folder: CourseFolder,
    assignment: str,
    student: str,
    keys: Mapping[str, str],
    handed_in_at: bytes,
) -> Standing:
    """How a submission stands now, with grades of these keys and this time of hand-in."""
    with folder.gradebook() as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return Standing(keys, "", "")
        grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
        comments = [one for notebook in submission.notebooks for one in notebook.comments]
        penalties = {one.name: one.late_submission_penalty for one in submission.notebooks}
        automatic = [
            sorted(keys.items()),
            handed_in_at.decode("utf-8", "replace"),
            [str(submission.timestamp), str(submission.assignment.duedate)],
            [str(submission.extension), penalties],
            sorted([one.notebook.name, one.name, one.auto_score, one.max_score] for one in grades),
            _penalty_rule(folder),
        ]
        shown = [
            sorted(
                [one.notebook.name, one.name, one.score, one.needs_manual_grade] for one in grades
            ),
            sorted([one.notebook.name, one.name, one.comment or ""] for one in comments),
        ]
        return Standing(keys, _digest(automatic), _digest([automatic, shown]))


def kept_standing(folder: CourseFolder, assignment: str, student: str) -> Standing | None:
    """How a submission stood when it was last recorded; None if that is not known."""
    try:
        return Standing(**json.loads(_file(folder, assignment, student).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def keep_standing(
    folder: CourseFolder, assignment: str, student: str, standing: Standing | None
) -> None:
    """Keeps how a submission stands now that it is recorded; None is that it has to be again."""
    file = _file(folder, assignment, student)
    if standing is None:
        file.unlink(missing_ok=True)
        return
    write_whole(file, json.dumps(asdict(standing)).encode())


def _penalty_rule(folder: CourseFolder) -> list[str]:
    """By what the penalty for late work is decided: a plugin, its settings and its code."""
    plugin = AssignLatePenalties(config=folder.config).plugin_class
    settings = str(folder.config.get(plugin.__name__, ""))
    try:
        source = inspect.getsource(inspect.getmodule(plugin) or plugin)
    except (OSError, TypeError):
        # It stands among the settings.
        source = (folder.path / CONFIG_FILE).read_text(encoding="utf-8")
    return [plugin.__qualname__, settings, source]


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _file(folder: CourseFolder, assignment: str, student: str) -> Path:
    return folder.path / FOLDER / assignment / student
