"""Release versions for students and executed solutions, made by nbgrader from `source/`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment, GenerateSolution

from nbjudge.course.conversion import convert, for_students, laid_out, to_solve
from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import read_notebook
from nbjudge.course.registered import fit, registered
from nbjudge.course.released import Changes, converted, follow, keep
from nbjudge.course.sharing import replace_folder, shared
from nbjudge.errors import CourseError
from nbjudge.owners import owned_prefix

Progress = Callable[[str], None]


def release(
    folder: CourseFolder, names: Iterable[str] = (), *, force: bool = False, progress: Progress
) -> tuple[list[str], dict[str, CourseError]]:
    """Makes `release/` and `solutions/` of these assignments, where they are missing or stale.

    The result are those that were made, and why others could not be: one does not stop the next.
    """
    made, refused = [], {}
    for name in folder.select(names):
        try:
            if _release(folder, name, force, progress):
                made.append(name)
        except CourseError as error:
            refused[name] = error
    return made, refused


def _release(folder: CourseFolder, name: str, force: bool, progress: Progress) -> bool:
    """Makes what is missing or stale of one assignment; whether anything was."""
    releases = f"{folder.directory.release_directory}/{name}"
    solutions = f"{folder.directory.solution_directory}/{name}"
    old = force or bool(stale_release(folder, name)) or _is_behind(folder, name)
    if old:
        progress(f"{releases}: stripping solutions and hidden tests")
        register(folder, name)
    else:
        progress(f"{releases} is up to date")
    unsolved = force or bool(stale_solutions(folder, name))
    if unsolved:
        progress(f"{solutions}: running the reference solutions")
        ensure_registered(folder, name)
        _solve(folder, name, force=force)
    else:
        progress(f"{solutions} is up to date")
    return old or unsolved


def _is_behind(folder: CourseFolder, name: str) -> bool:
    """Whether an assignment is graded as it was, where students would not see a difference."""
    if not registered(folder, name):
        return False
    changes = follow(folder, name, adopt=False)
    return bool(changes.followed or changes.left)


def ensure_registered(folder: CourseFolder, name: str) -> None:
    """Makes the release version if the gradebook does not know the assignment's notebooks yet."""
    if not registered(folder, name):
        register(folder, name)


def followed(folder: CourseFolder, name: str, *, adopt: bool) -> Changes:
    """What an assignment follows of its source, see `follow`; released first, if it never was."""

    def work() -> Changes:
        ensure_registered(folder, name)
        return follow(folder, name, adopt=adopt)

    return shared(folder.path, work)


def register(folder: CourseFolder, name: str) -> None:
    """Makes the release version, enters its cells and points into the gradebook, and keeps it.

    What students have handed in, and what a person has given for it, stays in the gradebook.
    """
    notebooks = converted(folder, name)
    if registered(folder, name):
        fit(folder, name, notebooks)
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        apart = laid_out(folder, name, Path(scratch))
        convert(GenerateAssignment, apart, name)
        made = apart.step(apart.directory.release_directory, name)
        replace_folder(folder.step(folder.directory.release_directory, name), made)
    keep(folder, name, notebooks)


def stale_release(folder: CourseFolder, name: str) -> list[str]:
    """The files of `release/` that are not what `source/` gives now, by name."""
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        fresh = _files(for_students(folder, name, Path(scratch)))
    kept = _files(folder.step(folder.directory.release_directory, name))
    names = fresh.keys() | kept.keys()
    return sorted(file for file in names if fresh.get(file) != kept.get(file))


def stale_solutions(folder: CourseFolder, name: str) -> list[str]:
    """The notebooks of `solutions/` that are not what `source/` gives now, executed, by name."""
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        fresh = _notebooks(to_solve(folder, name, Path(scratch)))
    kept = _notebooks(folder.step(folder.directory.solution_directory, name))
    stale = fresh.keys() ^ kept.keys()
    for file in fresh.keys() & kept.keys():
        same = _texts(fresh[file]) == _texts(kept[file])
        if not same or not all(map(_ran, kept[file].cells)):
            stale.add(file)
    return sorted(stale)


def _files(path: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(path)): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and ".ipynb_checkpoints" not in file.parts
    }


def _notebooks(place: Path) -> dict[str, NotebookNode]:
    return {path.name: read_notebook(path) for path in place.glob("*.ipynb")}


def _texts(notebook: NotebookNode) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def _ran(cell: NotebookNode) -> bool:
    """Whether a cell of a solution needs no run, or had one without an error."""
    if cell.cell_type != "code" or not cell.source.strip():
        return True
    failed = any(output.output_type == "error" for output in cell.outputs)
    return cell.execution_count is not None and not failed


def _solve(folder: CourseFolder, name: str, *, force: bool) -> None:
    """Runs the reference solutions, but for those of which only texts have changed."""
    kept = folder.step(folder.directory.solution_directory, name)
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        same = {} if force else _with_outputs(folder, name)
        apart = laid_out(folder, name, Path(scratch))
        source = apart.step(apart.directory.source_directory, name)
        made = apart.step(apart.directory.solution_directory, name)
        for file in same:
            (source / file).unlink()
        if any(source.glob("*.ipynb")):
            convert(GenerateSolution, apart, name)
        else:
            shutil.copytree(kept, made)
        for file, notebook in same.items():
            nbformat.write(notebook, made / file)
        replace_folder(kept, made)
    _refuse_errors(folder, name)


def _with_outputs(folder: CourseFolder, name: str) -> dict[str, NotebookNode]:
    """The solutions as they would be now, of which all code has run already, with its outputs."""
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        fresh = _notebooks(to_solve(folder, name, Path(scratch)))
    kept = _notebooks(folder.step(folder.directory.solution_directory, name))
    found = {}
    for file in fresh.keys() & kept.keys():
        new, old = (
            [cell for cell in one.cells if cell.cell_type == "code"]
            for one in (fresh[file], kept[file])
        )
        if [cell.source for cell in new] == [cell.source for cell in old] and all(map(_ran, old)):
            for cell, ran in zip(new, old, strict=True):
                cell.outputs, cell.execution_count = ran.outputs, ran.execution_count
                if "execution" in ran.metadata:
                    cell.metadata.execution = ran.metadata.execution
            fresh[file].metadata = kept[file].metadata
            found[file] = fresh[file]
    return found


def _refuse_errors(folder: CourseFolder, name: str) -> None:
    for path in sorted(folder.step(folder.directory.solution_directory, name).glob("*.ipynb")):
        for number, cell in enumerate(read_notebook(path).cells, start=1):
            if not _ran(cell):
                got = next((o.evalue for o in cell.outputs if o.output_type == "error"), "no run")
                raise CourseError(
                    f"cell {number} of {path.name}", "a reference solution that runs", got
                )
