"""Grades entered into the gradebook, by nbgrader's own converters."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, DeduplicateIds
from nbgrader.preprocessors import Execute as NbgraderExecute
from traitlets.config.loader import LazyConfigValue
from traitlets.utils.importstring import import_item

from nbjudge.course.folder import CourseFolder
from nbjudge.course.sharing import replace_folder
from nbjudge.engine.job import Grade
from nbjudge.grading.feedback import FeedbackPage, make_safe, texts_of
from nbjudge.grading.jobs import sources
from nbjudge.kernels.parent import Parent
from nbjudge.owners import owned_prefix

METADATA = "nbjudge"


def marked(grade: Grade, key: str) -> NotebookNode:
    """The executed notebook with its verdicts, and the key of the grade, in its metadata."""
    notebook, verdicts = grade.notebook, [asdict(verdict) for verdict in grade.verdicts]
    for verdict in verdicts:
        # Thresholds are the hidden tests' own.
        del verdict["measured"]
    notebook.metadata[METADATA] = {
        "key": key,
        "verdicts": verdicts,
        "notes": list(grade.notes),
        "problem": grade.problem,
        "seconds": grade.seconds,
        "cpu_s": grade.cpu_s,
    }
    return notebook


def record(
    folder: CourseFolder,
    assignment: str,
    student: str,
    files: Mapping[str, Path],
    graded: Mapping[str, tuple[str, Grade]],
    *,
    ungraded: Collection[str] = (),
    unchanged: Collection[str] = (),
) -> None:
    """Enters a submission's grades, each with its key; its notebooks go to the autograded ones.

    `files` are what lies beside them. A score or comment that a person gave stays. What the grader
    could not grade, single cells or `ungraded` notebooks, keeps the score that it had and is marked
    for a person. In `unchanged` notebooks nothing is marked again that a person has looked at.
    """
    before = _cells(folder, assignment, student)
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        apart = folder.apart(Path(scratch))
        steps = apart.directory
        stage = apart.step(steps.submitted_directory, assignment, student)
        stage.mkdir(parents=True)
        for name, file in files.items():
            path = stage / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, path)
        for name, (key, grade) in graded.items():
            nbformat.write(marked(grade, key), stage / f"{name}.ipynb")
        source = apart.step(steps.source_directory, assignment)
        source.parent.mkdir(parents=True)
        source.symlink_to(folder.step(folder.directory.source_directory, assignment))
        converter = Autograde(coursedir=steps, config=_without_execution(folder))
        converter.force = True
        apart.run(converter, assignment, student)
        made = apart.step(steps.autograded_directory, assignment, student)
        place = folder.step(folder.directory.autograded_directory, assignment, student)
        replace_folder(place, made)
    faults = {
        (name, verdict.grade_id)
        for name, (_, grade) in graded.items()
        for verdict in grade.verdicts
        if verdict.status == "grader_fault"
    }
    with folder.gradebook() as gradebook:
        for grade in _grades(gradebook, assignment, student):
            notebook = grade.notebook.name
            score, marked_before = before.get((notebook, grade.name), (None, True))
            if notebook in ungraded or (notebook, grade.name) in faults:
                grade.auto_score, grade.needs_manual_grade = score, True
            elif notebook in unchanged and grade.auto_score == score:
                grade.needs_manual_grade = marked_before
        gradebook.db.commit()


def is_recorded(folder: CourseFolder, assignment: str, student: str, names: Iterable[str]) -> bool:
    """Whether there are autograded notebooks of these names."""
    place = folder.step(folder.directory.autograded_directory, assignment, student)
    return all((place / f"{name}.ipynb").is_file() for name in names)


def has_feedback(folder: CourseFolder, assignment: str, student: str, names: Iterable[str]) -> bool:
    """Whether there is feedback on these notebooks of a submission."""
    place = folder.step(folder.directory.feedback_directory, assignment, student)
    return all((place / f"{name}.html").is_file() for name in names)


def write_feedback(
    folder: CourseFolder, assignment: str, student: str, typesetters: Parent
) -> None:
    """Writes the feedback on a recorded submission, its pages made by children of a parent."""
    config = copy.deepcopy(folder.config)
    make_safe(config)
    notebooks = sources(folder, assignment).values()
    own = {"typesetters": typesetters, "texts": texts_of(notebooks, folder.config)}
    page = type("FeedbackPage", (FeedbackPage,), own)
    config.GenerateFeedback.exporter_class = page
    feedback = GenerateFeedback(coursedir=folder.directory, config=config)
    feedback.force = True
    folder.run(feedback, assignment, student)


def record_nothing(folder: CourseFolder, assignment: str, student: str) -> None:
    """Gives a submission without a notebook 0 points; a score that a person gave stays."""
    with folder.gradebook() as gradebook:
        gradebook.update_or_create_student(student)
        gradebook.update_or_create_submission(assignment, student)
        for grade in _grades(gradebook, assignment, student):
            grade.auto_score, grade.needs_manual_grade = 0, False
        gradebook.db.commit()


def _cells(
    folder: CourseFolder, assignment: str, student: str
) -> dict[tuple[str, str], tuple[float | None, bool]]:
    """The automatic score of each cell, and whether a person has to look, as in the gradebook."""
    with folder.gradebook() as gradebook:
        return {
            (grade.notebook.name, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for grade in _grades(gradebook, assignment, student)
        }


def _grades(gradebook: Gradebook, assignment: str, student: str) -> list[Any]:
    """The rows of a submission's graded cells."""
    try:
        notebooks = gradebook.find_submission(assignment, student).notebooks
    except MissingEntry:
        return []
    return [grade for notebook in notebooks for grade in notebook.grades]


def _without_execution(folder: CourseFolder) -> Any:
    """The settings, but what comes to the converter is executed already."""
    config = copy.deepcopy(folder.config)
    defaults = Autograde()
    for step in ("sanitize_preprocessors", "autograde_preprocessors"):
        chosen = config.Autograde.get(step) or getattr(defaults, step)
        if isinstance(chosen, LazyConfigValue):
            chosen = chosen.get_value(getattr(defaults, step))
        kinds = [import_item(one) if isinstance(one, str) else one for one in chosen]
        # Of marks there are none but the course's own, which are checked at a release.
        done = (NbgraderExecute, ClearOutput, DeduplicateIds, CheckCellMetadata)
        config.Autograde[step] = [kind for kind in kinds if not issubclass(kind, done)]
    return config
