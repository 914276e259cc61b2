"""Release versions for students and executed solutions, made by nbgrader from `source/`."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment, GenerateSolution
from nbgrader.coursedir import CourseDirectory

from nbjudge.course.attachments import keep_pictures
from nbjudge.course.folder import CourseFolder
from nbjudge.errors import CourseError

Progress = Callable[[str], None]


def release(
    folder: CourseFolder, names: Iterable[str] = (), *, force: bool = False, progress: Progress
) -> None:
    """Makes `release/` and `solutions/` of these assignments, where they are missing or stale."""
    for name in folder.select(names):
        if force or stale_release(folder, name):
            progress(f"release/{name}: stripping solutions and hidden tests")
            register(folder, name)
        else:
            progress(f"release/{name} is up to date")
        if force or stale_solutions(folder, name):
            progress(f"solutions/{name}: running the reference solutions")
            ensure_registered(folder, name)
            _solve(folder, name)
        else:
            progress(f"solutions/{name} is up to date")


def ensure_registered(folder: CourseFolder, name: str) -> None:
    """Makes the release version if the gradebook does not know the assignment yet."""
    with folder.gradebook() as gradebook:
        known = [assignment.name for assignment in gradebook.assignments]
    if name not in known:
        register(folder, name)


def register(folder: CourseFolder, name: str) -> None:
    """Makes the release version and enters its cells and points into the gradebook."""
    config = copy.deepcopy(folder.config)
    keep_pictures(config)
    converter = GenerateAssignment(coursedir=folder.directory, config=config)
    converter.force = True
    folder.run(converter, name)


def stale_release(folder: CourseFolder, name: str) -> list[str]:
    """The files of `release/` that are not what `source/` gives now, by name."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = _release_into(folder, name, Path(scratch))
        kept = _files(folder.step(folder.directory.release_directory, name))
        names = fresh.keys() | kept.keys()
        return sorted(file for file in names if fresh.get(file) != kept.get(file))


def stale_solutions(folder: CourseFolder, name: str) -> list[str]:
    """The notebooks of `solutions/` that don't hold the cells of `source/`, executed, by name."""
    source = folder.step(folder.directory.source_directory, name)
    solutions = folder.step(folder.directory.solution_directory, name)
    wanted = {path.name: path for path in source.glob("*.ipynb")}
    there = {path.name: path for path in solutions.glob("*.ipynb")}
    stale = wanted.keys() ^ there.keys()
    for file in wanted.keys() & there.keys():
        executed = read_notebook(there[file])
        same = _texts(read_notebook(wanted[file])) == _texts(executed)
        if not same or not all(map(_ran, executed.cells)):
            stale.add(file)
    return sorted(stale)


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in this file; a CourseError if it is none."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError as error:
        raise CourseError(str(path), "a notebook", "no file") from error
    except Exception as error:
        raise CourseError(str(path), "a notebook", _fault(error)) from error
    if not notebook.get("cells"):
        raise CourseError(str(path), "a notebook", "one without cells")
    return notebook


def _fault(error: Exception) -> str:
    return "no valid JSON" if isinstance(error, nbformat.reader.NotJSONError) else "other content"


def _release_into(folder: CourseFolder, name: str, scratch: Path) -> dict[str, bytes]:
    """The files of a release made afresh in a scratch folder, without the gradebook."""
    config = copy.deepcopy(folder.config)
    config.SaveCells.enabled = False
    keep_pictures(config)
    directory = CourseDirectory(config=config, root=str(folder.path))
    directory.release_directory = str(scratch)
    # The structure joins the step's folder to the course's, unless it is absolute.
    converter = GenerateAssignment(coursedir=directory, config=config)
    converter.no_database = True
    converter.force = True
    CourseFolder(folder.path, config, directory).run(converter, name)
    return _files(Path(directory.format_path(directory.release_directory, ".", name)))


def _files(path: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(path)): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and ".ipynb_checkpoints" not in file.parts
    }


def _texts(notebook: NotebookNode) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def _ran(cell: NotebookNode) -> bool:
    """Whether a cell of a solution needs no run, or had one without an error."""
    if cell.cell_type != "code" or not cell.source.strip():
        return True
    failed = any(output.output_type == "error" for output in cell.outputs)
    return cell.execution_count is not None and not failed


def _solve(folder: CourseFolder, name: str) -> None:
    """Runs the reference solutions, in a scratch copy: they may write files beside them."""
    with tempfile.TemporaryDirectory() as scratch:
        source = folder.step(folder.directory.source_directory, name)
        shutil.copytree(source, Path(scratch, folder.directory.source_directory, name))
        directory = CourseDirectory(
            config=folder.config, root=scratch, db_url=folder.directory.db_url
        )
        directory.solution_directory = str(folder.path / folder.directory.solution_directory)
        converter = GenerateSolution(coursedir=directory, config=folder.config)
        converter.force = True
        CourseFolder(Path(scratch), folder.config, directory).run(converter, name)
    _refuse_errors(folder, name)


def _refuse_errors(folder: CourseFolder, name: str) -> None:
    for path in sorted(folder.step(folder.directory.solution_directory, name).glob("*.ipynb")):
        for number, cell in enumerate(read_notebook(path).cells, start=1):
            if not _ran(cell):
                got = next((o.evalue for o in cell.outputs if o.output_type == "error"), "no run")
                raise CourseError(
                    f"cell {number} of {path.name}", "a reference solution that runs", got
                )
