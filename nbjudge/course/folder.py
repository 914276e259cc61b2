"""An nbgrader course folder: its settings, its directories, its gradebook."""

from __future__ import annotations

import errno
import glob
import logging
import os
import re
import shutil
import sys
import sysconfig
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nbformat.warnings import MissingIDFieldWarning
from nbgrader.api import Gradebook
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import OperationalError, SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from nbjudge.course.gradebook import require_current
from nbjudge.course.transaction import is_shared, one_transaction
from nbjudge.errors import CourseError, UsageError

CONFIG_FILE = "nbgrader_config.py"
# Of errors that are no submission's fault: a full or unwritable disk.
_ALL_FAIL = (errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES)
# Of characters that no path has, and no pattern heeds.
_ANY = "\ue000"


@dataclass(frozen=True)
class CourseFolder:
    """A course folder with the settings of its `nbgrader_config.py`."""

    path: Path
    config: Config
    directory: CourseDirectory

    def assignments(self) -> list[str]:
        """The names of all assignments: the folders of notebooks in the place of the sources."""
        source = self.directory.format_path(self.directory.source_directory, ".", _ANY)
        return [name for name, path in _matches(source) if any(path.glob("*.ipynb"))]

    def students(self, assignment: str) -> list[str]:
        """The students who have a folder for this assignment in the place of submissions."""
        submitted = self.directory.format_path(self.directory.submitted_directory, _ANY, assignment)
        return [name for name, path in _matches(submitted) if path.is_dir()]

    def select(self, names: Iterable[str]) -> list[str]:
        """These assignments, or all when none is named; an unknown name is a UsageError."""
        known = self.assignments()
        if not known:
            place = self.step(self.directory.source_directory, "ASSIGNMENT")
            raise CourseError(str(place), "a folder of notebooks for each assignment", "none")
        for name in (names := list(names)):
            if name not in known:
                raise UsageError("assignment", f"one of {', '.join(known)}", repr(name))
        return names or known

    def step(self, name: str, assignment: str, student: str = ".") -> Path:
        """The folder of an assignment in a step such as `release` or `autograded`."""
        return Path(self.directory.format_path(name, student, assignment))

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """The open gradebook, in a `with` statement; a CourseError if nbgrader can't read it."""
        if not is_shared():
            require_current(self.directory.db_url, self.directory.course_id)
        with (
            _harmless_warnings(),
            Gradebook(self.directory.db_url, self.directory.course_id) as gradebook,
        ):
            yield gradebook

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Has what is done with the gradebook here be one transaction, see `one_transaction`."""
        require_current(self.directory.db_url, self.directory.course_id)
        with (
            _harmless_warnings(),
            one_transaction(self.directory.db_url, self.directory.course_id),
        ):
            yield

    def apart(self, place: Path) -> CourseFolder:
        """This course with the folders of all steps below another place.

        The gradebook, and what its settings name by a relative path, stay where they are.
        """
        root = self.path.resolve()
        directory = CourseDirectory(
            config=self.config, root=str(root), db_url=self.directory.db_url
        )
        # nbgrader can't find its way back from an absolute one.
        steps = Path(os.path.relpath(place.resolve(), root))
        directory.directory_structure = str(
            steps / "{nbgrader_step}" / "{student_id}" / "{assignment_id}"
        )
        return CourseFolder(root, self.config, directory)

    def run(self, converter: BaseConverter, assignment: str, student: str = ".") -> None:
        """Runs one of nbgrader's converters.

        A CourseError says why it failed; it is another UsageError where the disk is full or the
        gradebook can't be written, so that the next submission would fail as well.
        """
        if not (is_shared() or getattr(converter, "no_database", False)):
            require_current(self.directory.db_url, self.directory.course_id)
        converter.init_notebooks = partial(_take, converter, assignment, student)
        cause = _Cause()
        converter.log.addHandler(cause)
        try:
            with (
                temp_attrs(self.directory, assignment_id=assignment, student_id=student),
                _harmless_warnings(),
            ):
                converter.start()
        except Exception as error:
            subject = f"{type(converter).__name__} of {assignment}"
            raise _refusal(subject, cause.error or error) from (cause.error or error)
        finally:
            converter.log.removeHandler(cause)


class _Cause(logging.Handler):
    """Keeps the error behind a failure: nbgrader logs it, and raises one that only points there."""

    error: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the error that is handled while this is said."""
        self.error = sys.exc_info()[1] or self.error


def _refusal(subject: str, error: BaseException) -> UsageError:
    """What to say of an error of nbgrader's."""
    chain = [error]
    while chain[-1].__context__ is not None:
        chain.append(chain[-1].__context__)
    for one in chain:
        full = isinstance(one, OSError) and one.errno in _ALL_FAIL
        if full or isinstance(one, OperationalError):
            remedy = "Mend that, then run it again: it goes on from here."
            got = f"{type(one).__name__}: {one}"
            return UsageError(subject, "a gradebook and folders to write to", got, remedy)
    if isinstance(error, SchemaTooOldError | SchemaTooNewError):
        old = isinstance(error, SchemaTooOldError)
        remedy = "Back the course up, then: nbgrader update ." if old else "Update nbgrader."
        got = "older ones" if old else "newer ones"
        return CourseError(subject, "cells marked as this version of nbgrader does", got, remedy)
    # What was found, where the last error only says that something was.
    known = [one for one in chain if type(one) is type(error)]
    return CourseError(subject, "no error from nbgrader", f"{type(error).__name__}: {known[-1]}")


def _matches(path: str) -> list[tuple[str, Path]]:
    """The names that can stand for `_ANY` in a path, and the paths with them, sorted."""
    path = os.path.normpath(path)
    pattern = re.escape(path).replace(_ANY, "([^/]+)", 1).replace(_ANY, r"\1")
    found = []
    for place in Path(os.sep).glob(glob.escape(path).replace(_ANY, "*").lstrip(os.sep)):
        if match := re.fullmatch(pattern, str(place)):
            found.append((match[1], place))
    return sorted(found)


def _take(converter: BaseConverter, assignment: str, student: str) -> None:
    """Gives a converter its notebooks: it would take the names of folders for patterns."""
    place = converter.coursedir.format_path(converter._input_directory, student, assignment)
    notebooks = [f"{place}{os.sep}{path.name}" for path in Path(place).glob("*.ipynb")]
    if not notebooks:
        raise NbGraderException(f"there is no notebook in {place}")
    converter.assignments = {place: notebooks}


@contextmanager
def _harmless_warnings() -> Iterator[None]:
    """Drops two warnings of nbgrader's work that comes out right.

    It makes its records in an order that SQLAlchemy remarks on, and the cells that it puts back
    get their ids only when they are written.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        warnings.simplefilter("ignore", MissingIDFieldWarning)
        yield


def open_folder(path: Path) -> CourseFolder:
    """The course in this folder; a CourseError if it is none."""
    path = path.resolve()
    if not path.is_dir():
        raise CourseError(f"course folder {path}", "a folder", "none", "Name it with --course DIR.")
    config = Config()
    if (path / CONFIG_FILE).is_file():
        try:
            config = PyFileConfigLoader(CONFIG_FILE, path=str(path)).load_config()
        except Exception as error:
            got = f"{type(error).__name__}: {error}"
            raise CourseError(str(path / CONFIG_FILE), "settings that load", got) from error
    elif not (path / "source").is_dir():
        raise CourseError(
            f"course folder {path}",
            f"{CONFIG_FILE} or a folder source/ in it",
            "neither",
            "Name a course folder with --course DIR.",
        )
    if shutil.which("alembic") is None:
        # nbgrader starts it by name; without an activated environment it is found only beside
        # the interpreter.
        os.environ["PATH"] += os.pathsep + sysconfig.get_path("scripts")
    # nbgrader's log is for its own command line; what matters of it comes back as an error.
    logging.getLogger("traitlets").propagate = False
    return CourseFolder(path, config, CourseDirectory(config=config, root=str(path)))
