"""Assignments converted by nbgrader, into a place of their own and without the gradebook."""

from __future__ import annotations

import copy
import shutil
from dataclasses import replace
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import BaseConverter
from traitlets.config import Config

from nbjudge.course.folder import CourseFolder
from nbjudge.course.python_kernels import with_python_kernels

# What takes something out of a notebook before it goes to students.
_CLEARING = ("ClearSolutions", "ClearHiddenTests", "ClearMarkScheme")


def for_students(folder: CourseFolder, assignment: str, scratch: Path) -> Path:
    """The folder, in a scratch one, of an assignment as students would get it now."""
    return _converted(folder, assignment, scratch, copy.deepcopy(folder.config))


def with_solutions(folder: CourseFolder, assignment: str, scratch: Path) -> Path:
    """The same, but with solutions, hidden tests and mark schemes left in."""
    config = copy.deepcopy(folder.config)
    for step in _CLEARING:
        config[step].enabled = False
    return _converted(folder, assignment, scratch, config)


def laid_out(folder: CourseFolder, assignment: str, scratch: Path) -> CourseFolder:
    """The course with its folders in a scratch one, and the assignment's source copied there.

    Code that runs in the source may write files beside it.
    """
    apart = folder.apart(scratch)
    source = folder.step(folder.directory.source_directory, assignment)
    shutil.copytree(source, apart.step(apart.directory.source_directory, assignment))
    return apart


def convert(
    kind: type[BaseConverter], apart: CourseFolder, assignment: str, **traits: bool
) -> None:
    """Runs a converter of nbgrader's on an assignment that is laid out."""
    converter = kind(coursedir=apart.directory, config=apart.config)
    converter.preprocessors = with_python_kernels(converter.preprocessors)
    converter.force = True
    for name, value in traits.items():
        setattr(converter, name, value)
    apart.run(converter, assignment)


def _converted(folder: CourseFolder, assignment: str, scratch: Path, config: Config) -> Path:
    config.SaveCells.enabled = False
    apart = replace(laid_out(folder, assignment, scratch), config=config)
    convert(GenerateAssignment, apart, assignment, no_database=True)
    return apart.step(apart.directory.release_directory, assignment)
