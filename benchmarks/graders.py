"""What grades the classes: plain nbgrader, nbjudge as it was last released, and as it is here."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from classes import PROJECT
from measuring import ENVIRONMENT, Taken, measured

from nbjudge.course.folder import CourseFolder, open_folder

_OURS = "nbjudge.grading.execute.Execute"
_PLAIN = "nbgrader.preprocessors.Execute"


@dataclass(frozen=True)
class Grader:
    """Something that grades a class by commands, in the environment with these programs."""

    name: str
    programs: Path
    is_plain: bool = False
    is_served: bool = False

    def prepare(self, course: CourseFolder) -> Taken | None:
        """Does with a course what comes before the first submission: the trial of its tests.

        What that takes, once for a course; None for nbgrader, which has no trial.
        """
        if self.is_plain:
            config = course.path / "nbgrader_config.py"
            text = config.read_text(encoding="utf-8")
            config.write_text(text.replace(_OURS, _PLAIN), encoding="utf-8")
            return None
        return measured([str(self.programs / "nbjudge"), "trial"], course.path, allowed=(0, 1))

    def commands(self, course: CourseFolder) -> Iterator[tuple[str, list[str]]]:
        """What grades a class and writes its feedback, each command with a name for it."""
        if self.is_plain:
            for step in ("autograde", "generate_feedback"):
                for assignment in course.assignments():
                    yield step, [str(self.programs / "nbgrader"), step, assignment]
        else:
            yield "grade", [str(self.programs / "nbjudge"), "grade"]

    @contextmanager
    def ready(self, folder: Path) -> Iterator[None]:
        """Has a server run meanwhile, if it is to be used."""
        if not self.is_served:
            yield
            return
        command = [self.programs / "nbjudge", "serve"]
        with subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
        ) as server:
            try:
                assert server.stderr is not None
                assert "Ready" in server.stderr.readline()
                # The first command pays for what others find imported; it leaves nothing behind.
                first = [self.programs / "nbjudge", "grade", "--dry-run"]
                subprocess.run(first, cwd=folder, env=ENVIRONMENT, capture_output=True, check=True)
                yield
            finally:
                server.send_signal(signal.SIGINT)


def last_release(commit: str) -> Grader:
    """nbjudge of a commit, in an environment of its own that is made once and kept."""
    folder = platformdirs.user_cache_path("nbjudge-benchmark") / commit
    programs = folder / "env" / "bin"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _check_out(commit, folder / "project")
        subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
        subprocess.run(
            [
                *(programs / "pip", "install", "--quiet", "--disable-pip-version-check"),
                *("-c", "constraints.txt", ".[grade,lesson]"),
            ],
            cwd=folder / "project",
            check=True,
        )
        (folder / "complete").touch()
    return Grader("last release", programs)


def _check_out(commit: str, folder: Path) -> None:
    with tempfile.TemporaryFile() as file:
        subprocess.run(["git", "archive", commit], cwd=PROJECT, stdout=file, check=True)
        file.seek(0)
        with tarfile.open(fileobj=file) as archive:
            archive.extractall(folder, filter="data")


@contextmanager
def copy_of(course: CourseFolder, scratch: Path) -> Iterator[CourseFolder]:
    """A copy of a course folder, to be graded in."""
    folder = scratch / "run"
    shutil.copytree(course.path, folder)
    try:
        yield open_folder(folder)
    finally:
        shutil.rmtree(folder)
