"""An nbgrader course folder: its settings, its directories, its gradebook."""

from __future__ import annotations

import logging
import os
import shutil
import sysconfig
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nbformat.warnings import MissingIDFieldWarning
from nbgrader.api import Gradebook
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log, temp_attrs
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from nbjudge.course.gradebook import require_current
from nbjudge.errors import CourseError, UsageError

CONFIG_FILE = "nbgrader_config.py"
# Of errors that are no submission's fault: a locked, full or unreachable database, or disk.
_ALL_FAIL = ("OperationalError", "[Errno 28]", "[Errno 30]", "[Errno 122]", "PermissionError")


@dataclass(frozen=True)
class CourseFolder:
    """A course folder with the settings of its `nbgrader_config.py`."""

    path: Path
    config: Config
    directory: CourseDirectory

    def assignments(self) -> list[str]:
        """The names of all assignments: the folders of notebooks under `source/`."""
        source = self.path / self.directory.source_directory
        return sorted({file.parent.name for file in source.glob("*/*.ipynb")})

    def select(self, names: Iterable[str]) -> list[str]:
        """These assignments, or all when none is named; an unknown name is a UsageError."""
        known = self.assignments()
        if not known:
            place = self.path / self.directory.source_directory
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
        require_current(self.directory.db_url)
        with (
            _harmless_warnings(),
            Gradebook(self.directory.db_url, self.directory.course_id) as gradebook,
        ):
            yield gradebook

    def run(self, converter: BaseConverter, assignment: str, student: str = ".") -> None:
        """Runs one of nbgrader's converters.

        A CourseError says why it failed; it is another UsageError where the disk is full or the
        gradebook can't be written, so that the next submission would fail as well.
        """
        if not getattr(converter, "no_database", False):
            require_current(self.directory.db_url)
        converter.init_notebooks = partial(_take, converter, assignment, student)
        with (
            temp_attrs(self.directory, assignment_id=assignment, student_id=student),
            _harmless_warnings(),
        ):
            result = capture_log(converter)
        if not result["success"]:
            subject, reason = f"{type(converter).__name__} of {assignment}", _reason(result)
            if any(sign in reason for sign in _ALL_FAIL):
                remedy = "Mend that, then run it again: it goes on from here."
                raise UsageError(subject, "a gradebook and folders to write to", reason, remedy)
            raise CourseError(subject, "no error from nbgrader", reason)


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


def _reason(result: Mapping[str, str]) -> str:
    """The exception behind a failure: nbgrader logs it and raises one that only points there."""
    text = result.get("log", "") + "\n[" + result["error"]
    first = text[text.index("Traceback") :].split("\n[")[0]
    return first.strip().splitlines()[-1].strip().removesuffix(".")


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
