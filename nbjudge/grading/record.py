"""Grades entered into the gradebook, by nbgrader's own converters."""

from __future__ import annotations

import contextlib
import copy
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearOutput, DeduplicateIds
from nbgrader.preprocessors import Execute as NbgraderExecute
from traitlets.utils.importstring import import_item

from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import read_notebook
from nbjudge.engine.pipeline import Grade
from nbjudge.errors import CourseError
from nbjudge.grading.feedback import make_safe
from nbjudge.submission.handed_in import HandedIn

METADATA = "nbjudge"


def marked(grade: Grade, key: str) -> NotebookNode:
    """The executed notebook with its verdicts, and the key of the grade, in its metadata."""
    notebook: NotebookNode = nbformat.from_dict(grade.notebook)
    notebook.metadata[METADATA] = {
        "key": key,
        "verdicts": [asdict(verdict) for verdict in grade.verdicts],
        "notes": list(grade.notes),
        "problem": grade.problem,
        "seconds": grade.seconds,
        "cpu_s": grade.cpu_s,
    }
    return notebook


def recorded_keys(folder: CourseFolder, assignment: str, student: str) -> dict[str, str]:
    """The keys of the grades that have been recorded for a submission, by notebook."""
    place = folder.step(folder.directory.autograded_directory, assignment, student)
    keys = {}
    for path in place.glob("*.ipynb"):
        # One that is not ours, or is damaged, will be made anew.
        with contextlib.suppress(CourseError, KeyError):
            keys[path.stem] = read_notebook(path).metadata[METADATA]["key"]
    return keys


def record(
    folder: CourseFolder,
    assignment: str,
    student: str,
    submission: HandedIn,
    graded: Mapping[str, tuple[str, Grade]],
) -> None:
    """Enters a submission's grades, each with its key; its notebooks go to the autograded ones.

    A score or comment that a person gave stays.
    """
    with tempfile.TemporaryDirectory(prefix="nbjudge-") as scratch:
        stage = Path(scratch, student, assignment)
        stage.mkdir(parents=True)
        for name, content in submission.files.items():
            path = stage / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name, (key, grade) in graded.items():
            nbformat.write(marked(grade, key), stage / f"{name}.ipynb")
        directory = CourseDirectory(config=folder.config, root=str(folder.path))
        directory.submitted_directory = scratch
        staged = CourseFolder(folder.path, folder.config, directory)
        converter = Autograde(coursedir=directory, config=_without_execution(folder))
        converter.force = True
        staged.run(converter, assignment, student)
    _flag_faults(folder, assignment, student, graded)


def has_feedback(folder: CourseFolder, assignment: str, student: str, names: Iterable[str]) -> bool:
    """Whether there is feedback on these notebooks of a submission."""
    place = folder.step(folder.directory.feedback_directory, assignment, student)
    return all((place / f"{name}.html").is_file() for name in names)


def write_feedback(folder: CourseFolder, assignment: str, student: str) -> None:
    """Writes the feedback on a recorded submission."""
    config = copy.deepcopy(folder.config)
    make_safe(config)
    feedback = GenerateFeedback(coursedir=folder.directory, config=config)
    feedback.force = True
    folder.run(feedback, assignment, student)


def record_nothing(folder: CourseFolder, assignment: str, student: str) -> None:
    """Gives a submission without a notebook, or one that nbgrader refuses, 0 points.

    A score that a person gave stays.
    """
    with folder.gradebook() as gradebook:
        gradebook.update_or_create_student(student)
        submission = gradebook.update_or_create_submission(assignment, student)
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = 0, False
        gradebook.db.commit()


def _without_execution(folder: CourseFolder) -> Any:
    """The settings, but what comes to the converter is executed already."""
    config = copy.deepcopy(folder.config)
    defaults = Autograde()
    for step in ("sanitize_preprocessors", "autograde_preprocessors"):
        chosen = config.Autograde.get(step) or getattr(defaults, step)
        kinds = [import_item(one) if isinstance(one, str) else one for one in chosen]
        done = (NbgraderExecute, ClearOutput, DeduplicateIds)
        config.Autograde[step] = [kind for kind in kinds if not issubclass(kind, done)]
    return config


def _flag_faults(
    folder: CourseFolder,
    assignment: str,
    student: str,
    graded: Mapping[str, tuple[str, Grade]],
) -> None:
    """Marks for a person what the grader itself could not grade."""
    faults = [
        (verdict.grade_id, name)
        for name, (_, grade) in graded.items()
        for verdict in grade.verdicts
        if verdict.status == "grader_fault"
    ]
    if faults:
        with folder.gradebook() as gradebook:
            for grade_id, name in faults:
                found = gradebook.find_grade(grade_id, name, assignment, student)
                found.needs_manual_grade = True
            gradebook.db.commit()
