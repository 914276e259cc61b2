"""The assignment as it was released: as nbgrader's converter made it, with solutions and tests.

This is what is graded, and not `source/`, which may have changed since. What students got stands
in the gradebook, too, whoever released it: where this copy is missing or another one, it is made
from the source and the gradebook.
"""

from __future__ import annotations

import copy
import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import IncludeHeaderFooter, InstantiateTests

from nbjudge.checks.wording import code
from nbjudge.course.cells import is_grade, is_task
from nbjudge.course.conversion import with_solutions
from nbjudge.course.folder import CONFIG_FILE, CourseFolder
from nbjudge.course.notebook import language, nbgrader_cells, read_notebook
from nbjudge.course.registered import Registered, RegisteredCell, fit, registered
from nbjudge.errors import CourseError, UsageError
from nbjudge.owners import owned_prefix

FOLDER = Path(".nbjudge", "released")
# Of the source that was last found to be what was released.
_DIGEST = "source.sha256"

Notebooks = Mapping[str, NotebookNode]


@dataclass(frozen=True)
class Changes:
    """What has changed in an assignment's source since its release, in clauses.

    `followed` is what grading follows at once, `left` what it leaves as it was released.
    """

    assignment: str
    followed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def finding(self) -> str:
        """What is left, and how to have it followed; empty if there is nothing."""
        if not self.left:
            return ""
        changes = "; ".join(self.left)
        remedy = f"To have it graded as it is now: nbjudge release {self.assignment}"
        return f"the source has changed since it was released ({changes}). {remedy}"


def released(folder: CourseFolder, assignment: str) -> dict[str, Path]:
    """The files of an assignment's notebooks as they were released, by name."""
    files = _files(folder, assignment)
    if not files:
        follow(folder, assignment, adopt=False)
        files = _files(folder, assignment)
    return files


def converted(folder: CourseFolder, assignment: str) -> dict[str, NotebookNode]:
    """The notebooks of an assignment as its release would have them now, by name."""
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        place = with_solutions(folder, assignment, Path(scratch))
        return {path.stem: read_notebook(path) for path in sorted(place.glob("*.ipynb"))}


def keep(folder: CourseFolder, assignment: str, fresh: Notebooks) -> None:
    """Keeps an assignment that has just been released, from its conversion."""
    known = registered(folder, assignment)
    _write(folder, assignment, _as_registered(assignment, fresh, known), agrees=True)


def follow(folder: CourseFolder, assignment: str, *, adopt: bool = True) -> Changes:
    """Has an assignment follow what its source says that it is worth, and says what has changed.

    The points of a test are those of the source, and none where the source has it no more: in
    the gradebook too. Unless they are to be `adopt`ed, that is only said. All texts stay those that
    students got. A CourseError says why it can't be told what was released, or be graded at all.
    """
    known = registered(folder, assignment)
    kept = {name: read_notebook(path) for name, path in _files(folder, assignment).items()}
    _refuse_other_languages(assignment, kept)
    agrees = bool(kept) and _as_known(kept, known)
    if agrees and _is_digested(folder, assignment):
        return Changes(assignment)
    try:
        fresh = converted(folder, assignment)
    except CourseError as error:
        if not agrees:
            raise
        return Changes(assignment, left=(f"nbgrader refuses it now: {error}",))
    if not agrees:
        kept = _as_registered(assignment, fresh, known)
        _refuse_other_languages(assignment, kept)
    followed, left = [], list(_changed_texts(kept, fresh))
    wanted = copy.deepcopy(kept)
    for name, notebook in wanted.items():
        followed += _follow_points(name, notebook, known[name], fresh.get(name))
    if not adopt:
        wanted = kept
    elif followed:
        try:
            fit(folder, assignment, wanted)
        except CourseError as error:
            left, followed, wanted = [*left, str(error)], [], kept
    _write(folder, assignment, wanted, agrees=not left and (adopt or not followed))
    return Changes(assignment, tuple(followed), tuple(left))


def _refuse_other_languages(assignment: str, notebooks: Notebooks) -> None:
    languages = {language(notebook) for notebook in notebooks.values()}
    if languages and "python" not in languages:
        got = " and ".join(sorted(languages))
        raise CourseError(f"the notebooks of {assignment}", "some in Python", f"only {got}")


def _as_known(kept: Notebooks, known: Registered) -> bool:
    """Whether notebooks have the cells, texts and points of the gradebook."""
    return kept.keys() == known.keys() and all(
        _are_those(nbgrader_cells(notebook), known[name]) for name, notebook in kept.items()
    )


def _are_those(cells: Mapping[str, NotebookNode], known: Mapping[str, RegisteredCell]) -> bool:
    return cells.keys() == known.keys() and all(
        (not one.is_locked or one.text == cells[grade_id].source)
        and one.points == _points(cells[grade_id])
        for grade_id, one in known.items()
    )


def _as_registered(assignment: str, fresh: Notebooks, known: Registered) -> dict[str, NotebookNode]:
    """Converted notebooks with the cells, texts and points that the gradebook has."""
    if not known:
        remedy = f"Release it first: nbjudge release {assignment}"
        raise CourseError(f"assignment {assignment}", "one that was released", "none", remedy)
    if gone := sorted(known.keys() - fresh.keys()):
        remedy = (
            "Put it back under its old name; or remove the assignment with all its grades "
            f"(nbgrader db assignment remove {assignment} --force) and release it anew."
        )
        got = "none in the source"
        raise CourseError(f"assignment {assignment}", f"its notebook {gone[0]}.ipynb", got, remedy)
    kept = {name: copy.deepcopy(fresh[name]) for name in known}
    for name, notebook in kept.items():
        cells = nbgrader_cells(notebook)
        new = {id(cells[grade_id]) for grade_id in cells.keys() - known[name].keys()}
        notebook.cells = [cell for cell in notebook.cells if id(cell) not in new]
        for grade_id, one in known[name].items():
            if cell := cells.get(grade_id):
                if one.is_locked:
                    cell.source = one.text
                if one.points is not None and _points(cell) is not None:
                    cell.metadata.nbgrader.points = one.points
    return kept


def _follow_points(
    name: str, notebook: NotebookNode, known: Mapping[str, object], fresh: NotebookNode | None
) -> list[str]:
    """Gives a notebook the points of its source; what that changed, in clauses."""
    if fresh is None:
        return []
    cells, now = nbgrader_cells(notebook), nbgrader_cells(fresh)
    changes = []
    for grade_id in cells.keys() & now.keys():
        before, after = _points(cells[grade_id]), _points(now[grade_id])
        if None not in (before, after) and before != after:
            cells[grade_id].metadata.nbgrader.points = after
            changes.append(f"{code(grade_id)} of {name} is worth {after:g} now, it was {before:g}")
    # With new cells beside them, those that are gone may only have another name.
    if now.keys() <= known.keys():
        gone = {id(cells[grade_id]) for grade_id in cells.keys() - now.keys()}
        notebook.cells = [cell for cell in notebook.cells if id(cell) not in gone]
        changes += [f"{code(one)} of {name} is gone" for one in sorted(known.keys() - now.keys())]
    return sorted(changes)


def _changed_texts(kept: Notebooks, fresh: Notebooks) -> Iterator[str]:
    """What else differs between what was released and its source, in clauses."""
    yield from (f"the notebook {code(name)} is gone" for name in sorted(kept.keys() - fresh.keys()))
    yield from (f"the notebook {code(name)} is new" for name in sorted(fresh.keys() - kept.keys()))
    for name in sorted(kept.keys() & fresh.keys()):
        before, now = nbgrader_cells(kept[name]), nbgrader_cells(fresh[name])
        new = now.keys() - before.keys()
        gone = before.keys() - now.keys() if new else ()
        yield from (f"{code(grade_id)} of {name} is new" for grade_id in sorted(new))
        yield from (f"{code(grade_id)} of {name} is gone" for grade_id in sorted(gone))
        for grade_id in before.keys() & now.keys():
            if before[grade_id].source != now[grade_id].source:
                yield f"{code(grade_id)} of {name} has another text"
        if _others(kept[name]) != _others(fresh[name]):
            yield f"the code of {name} that nbgrader does not know is another"


def _others(notebook: NotebookNode) -> list[str]:
    """The texts of the code cells that nbgrader does not keep."""
    known = {id(cell) for cell in nbgrader_cells(notebook).values()}
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [cell.source for cell in cells if id(cell) not in known]


def _points(cell: NotebookNode) -> float | None:
    return float(cell.metadata.nbgrader.points) if is_grade(cell) or is_task(cell) else None


def _files(folder: CourseFolder, assignment: str) -> dict[str, Path]:
    place = folder.path / FOLDER / assignment
    return {path.stem: path for path in sorted(place.glob("*.ipynb"))}


def _write(folder: CourseFolder, assignment: str, notebooks: Notebooks, *, agrees: bool) -> None:
    """Keeps notebooks, whole or not at all; a UsageError if that can't be done."""
    place = folder.path / FOLDER / assignment
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
            for name, notebook in notebooks.items():
                nbformat.write(notebook, Path(scratch, f"{name}.ipynb"))
            if agrees:
                Path(scratch, _DIGEST).write_text(_digest(folder, assignment), encoding="utf-8")
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(scratch, place)
    except OSError as error:
        got = error.strerror or str(error)
        remedy = "Make room or mend its permissions, then run it again: it goes on from here."
        raise UsageError(f"folder {place}", "a file written to it", got, remedy) from error


def _is_digested(folder: CourseFolder, assignment: str) -> bool:
    file = folder.path / FOLDER / assignment / _DIGEST
    return file.is_file() and file.read_text(encoding="utf-8") == _digest(folder, assignment)


def _digest(folder: CourseFolder, assignment: str) -> str:
    """A digest of all that the conversion of an assignment depends on."""
    source = folder.step(folder.directory.source_directory, assignment)
    around = IncludeHeaderFooter(config=folder.config)
    tests = InstantiateTests(config=folder.config).autotest_filename
    names = [CONFIG_FILE, *filter(None, (around.header, around.footer)), tests]
    files = [*(folder.path / name for name in names), source / tests, *source.glob("*.ipynb")]
    digest = hashlib.sha256(version("nbgrader").encode())
    for path in sorted(path for path in files if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.name} {content}\n".encode())
    return digest.hexdigest()
