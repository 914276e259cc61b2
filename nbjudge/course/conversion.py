"""Assignments converted by nbgrader, into a place of their own and without the gradebook."""

from __future__ import annotations

import copy
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateAssignment, GenerateSolution
from nbgrader.converters.base import BaseConverter
from nbgrader.preprocessors import Execute

from nbjudge.course.attachments import keep_pictures
from nbjudge.course.folder import CourseFolder
from nbjudge.course.python_kernels import with_python_kernels

# What takes something out of a notebook before it goes to students.
_CLEARING = ("ClearSolutions", "ClearHiddenTests", "ClearMarkScheme")


def for_students(folder: CourseFolder, assignment: str, scratch: Path) -> Path:
    """The folder, in a scratch one, of an assignment as students would get it now."""
    return _converted(laid_out(folder, assignment, scratch), assignment)


def with_solutions(folder: CourseFolder, assignment: str, scratch: Path) -> Path:
    """The same, but with solutions, hidden tests and mark schemes left in."""
    apart = laid_out(folder, assignment, scratch)
    for step in _CLEARING:
        apart.config[step].enabled = False
    return _converted(apart, assignment)


def to_solve(folder: CourseFolder, assignment: str, scratch: Path) -> Path:
    """The same as its solutions are before they are executed."""
    apart = laid_out(folder, assignment, scratch)
    solution = GenerateSolution(coursedir=apart.directory, config=apart.config)
    steps = with_python_kernels(solution.preprocessors)
    return _converted(
        apart, assignment, preprocessors=[step for step in steps if not issubclass(step, Execute)]
    )


def laid_out(folder: CourseFolder, assignment: str, scratch: Path) -> CourseFolder:
    """The course with its folders in a scratch one, and the assignment's source copied there.

    Code that runs in the source may write files beside it. The settings are a copy, by which no
    picture of an answer is released.
    """
    config = copy.deepcopy(folder.config)
    keep_pictures(config)
    apart = replace(folder.apart(scratch), config=config)
    source = folder.step(folder.directory.source_directory, assignment)
    shutil.copytree(source, apart.step(apart.directory.source_directory, assignment))
    return apart


def convert(kind: type[BaseConverter], apart: CourseFolder, assignment: str, **traits: Any) -> None:
    """Runs a converter of nbgrader's on an assignment that is laid out."""
    converter = kind(coursedir=apart.directory, config=apart.config)
    converter.preprocessors = with_python_kernels(converter.preprocessors)
    converter.force = True
    for name, value in traits.items():
        setattr(converter, name, value)
    apart.run(converter, assignment)


def _converted(apart: CourseFolder, assignment: str, **traits: Any) -> Path:
    apart.config.SaveCells.enabled = False
    convert(GenerateAssignment, apart, assignment, no_database=True, **traits)
    return apart.step(apart.directory.release_directory, assignment)
