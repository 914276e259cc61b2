"""The jobs of a course folder: each notebook that was handed in, with what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.utils import find_all_files

from nbjudge.course.folder import CourseFolder
from nbjudge.course.manifest import MANIFEST, Course, Notebook, load_course
from nbjudge.course.notebook import read_notebook
from nbjudge.course.released import released
from nbjudge.engine.job import Job
from nbjudge.engine.task import Terms
from nbjudge.errors import CourseError
from nbjudge.submission.content import Content


def job(
    folder: CourseFolder,
    assignment: str,
    name: str,
    submitted: Content,
    files: Mapping[str, Content],
    terms: Terms,
    content: bytes | None = None,
) -> Job:
    """The job of grading one notebook, handed in with these files.

    It is graded as it was released, unless there is other `content`. The course's own files take
    the place of the student's, but for those that `c.Autograde.exclude_overwriting` names.
    """
    source = folder.step(folder.directory.source_directory, assignment)
    manifest = listed(folder, assignment, name)
    own = _files_of(source, folder)
    spared = Autograde(config=folder.config).exclude_overwriting.get(assignment, ())
    theirs = {path: content for path, content in files.items() if path in spared}
    return Job(
        source=content or _source(released(folder, assignment)[name]),
        submitted=submitted,
        files={**files, **own, **theirs},
        judge_files={**own, **_held_out(folder, manifest)},
        terms=terms,
        preload=_course(folder.path).preload if _has_manifest(folder) else None,
    )


def reference_job(
    folder: CourseFolder, assignment: str, name: str, terms: Terms, content: bytes | None = None
) -> Job:
    """The job of a notebook's trial: nothing was handed in, and all files are the course's own."""
    return job(folder, assignment, name, b"", {}, terms, content)


def beside_own(folder: CourseFolder, assignment: str, files: Mapping[str, Path]) -> dict[str, Path]:
    """Those of a student's files that are no folder of the course's, nor in a file of it."""
    source = folder.step(folder.directory.source_directory, assignment)
    own = _files_of(source, folder).keys()
    folders = {str(parent) for path in own for parent in PurePosixPath(path).parents}
    return {
        path: content
        for path, content in files.items()
        if path not in folders and own.isdisjoint(map(str, PurePosixPath(path).parents))
    }


def sources(folder: CourseFolder, assignment: str) -> dict[str, NotebookNode]:
    """The notebooks of an assignment as they were released, by name."""
    return {name: read_notebook(path) for name, path in released(folder, assignment).items()}


def budgets_s(folder: CourseFolder, assignment: str, name: str) -> dict[str, float]:
    """The seconds that each cell of a notebook may take, by grade id, where the manifest says."""
    notebook = listed(folder, assignment, name)
    return {
        grade_id: exercise.budget_s
        for exercise in (notebook.exercises if notebook else ())
        for grade_id in (*exercise.solutions, *exercise.tests)
    }


def listed(folder: CourseFolder, assignment: str, name: str) -> Notebook | None:
    """A notebook as the manifest has it; None if there is no manifest, or not this notebook."""
    if not _has_manifest(folder):
        return None
    for one, notebook in _course(folder.path).notebooks():
        if (one.name, notebook.name) == (assignment, name):
            return notebook
    return None


def _has_manifest(folder: CourseFolder) -> bool:
    return (folder.path / MANIFEST).is_file()


@lru_cache
def _course(folder: Path) -> Course:
    return load_course(folder)


def _source(path: Path) -> bytes:
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, *_: int) -> bytes:
    """The content of a file, the same for all submissions as long as it does not change."""
    return path.read_bytes()


def _files_of(source: Path, folder: CourseFolder) -> dict[str, Path]:
    """The files beside the source notebooks, which students have got, too."""
    found = find_all_files(str(source), [*folder.directory.ignore, "*.ipynb"])
    return {str(Path(path).relative_to(source)): Path(path) for path in found}


def _held_out(folder: CourseFolder, notebook: Notebook | None) -> dict[str, Path]:
    """The files that only test cells get to see."""
    files = {}
    for name in notebook.held_out if notebook else ():
        path = folder.path / name
        if not path.is_file():
            raise CourseError(
                f"{MANIFEST}, held_out", "a file of the course", f"{name}: none there"
            )
        files[path.name] = path
    return files
