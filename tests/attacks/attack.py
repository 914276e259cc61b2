"""Attacks: what hostile students hand in, and what must come of it.

An attack that is nothing but code is a file under `submissions/<family>/`, in the form of a known
answer (`nbjudge.audit.answers`) with a few more lines at its top::

    # title = "The comparison of the test is patched"
    # trace = "patched \\d+ functions"
    # verdicts = "failed"
    #
    # %% number
    number = 0
    ...

`trace` is a regular expression that the outputs of its cells must match, so that an attack that
broke down for another reason does not count as repelled. `verdicts` is the status that every test
cell must have, or a table of those of the attacked ones; a list allows several. A solution cell
that belongs to an attacked test is wrong, whether the file has it or not; all others are right.
`without` names a cell that is left out. `alarm` is a regular expression for what the instructor
must be told to look at. The table `landlock` has what differs where no namespaces are made; as a
text, it says why nothing is promised there.
A folder beside the file, of the same name or named by `beside`, holds files that are handed in
with the notebook.

`@PORT@` in the text stands for the port that the test listens on.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import nbformat

from attacks import lesson
from nbjudge.audit.answers import load_answer

SUBMISSIONS = Path(__file__).parent / "submissions"
Damage = Callable[[Path], None]


@dataclass(frozen=True)
class Attack:
    """One hostile submission, whose `name` is the student's id.

    `verdicts` are the statuses that each attacked test cell may have. `damage` is done to the
    folder before it is handed in. With `resubmitted`, a right solution was graded before it.
    """

    name: str
    title: str
    family: str
    verdicts: Mapping[str, tuple[str, ...]]
    notebook: str = "01-values/values"
    trace: str = ""
    alarm: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    files: Path | None = None
    without: str = ""
    damage: Damage = lambda folder: None
    resubmitted: bool = False
    landlock: Mapping[str, Any] | str = field(default_factory=dict)

    def at(self, level: str) -> Attack | None:
        """What is promised of it at a level of isolation; None if nothing is."""
        if level == "bubblewrap":
            return self
        if isinstance(self.landlock, str):
            return None
        differing = dict(self.landlock)
        if "verdicts" in differing:
            differing["verdicts"] = statuses(differing["verdicts"], self.notebook)
        return replace(self, **differing)

    @property
    def assignment(self) -> str:
        """The assignment that it is handed in for."""
        return self.notebook.partition("/")[0]

    def hand_in(self, submitted: Path, port: int) -> None:
        """Writes the submission."""
        folder = submitted / self.name / self.assignment
        if folder.exists():
            shutil.rmtree(folder)
        wrong = {name.removeprefix("test_").removesuffix("_again") for name in self.verdicts}
        cells = {name: text for name, text in lesson.WRONG.items() if name in wrong} | self.cells
        cells = {name: text.replace("@PORT@", str(port)) for name, text in cells.items()}
        write_submission(folder, self.notebook, cells, without=self.without)
        if self.files is not None:
            shutil.copytree(self.files, folder, dirs_exist_ok=True)
        self.damage(folder)


def write_submission(
    folder: Path, notebook: str, cells: Mapping[str, str], *, without: str = ""
) -> None:
    """Hands in a notebook: these cells, and the reference solution in all others."""
    content = lesson.released(notebook)
    content.cells = [cell for cell in content.cells if cell.id != without]
    texts = {**lesson.answers(notebook), **cells}
    for cell in content.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = texts.get(grade_id, cell.source)
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(content, folder / f"{notebook.rpartition('/')[2]}.ipynb")


def load_attacks() -> list[Attack]:
    """The attacks that are files."""
    return [load_attack(path) for path in sorted(SUBMISSIONS.glob("*/*.py"))]


def load_attack(path: Path) -> Attack:
    """The attack in this file."""
    answer = load_answer(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = takewhile(lambda line: not line.startswith("# %%"), lines)
    header = tomllib.loads("\n".join(line.removeprefix("#") for line in comment))
    notebook = lesson.notebook_of(answer.cells)
    files = path.with_name(header.get("beside", path.stem))
    return Attack(
        name=path.stem,
        title=answer.title,
        family=path.parent.name,
        verdicts=statuses(header["verdicts"], notebook),
        notebook=notebook,
        trace=header["trace"],
        alarm=header.get("alarm", ""),
        cells=answer.cells,
        files=files if files.is_dir() else None,
        without=header.get("without", ""),
        resubmitted=header.get("resubmitted", False),
        landlock=header.get("landlock", {}),
    )


def statuses(
    wanted: str | list[str] | Mapping[str, str | list[str]], notebook: str
) -> dict[str, tuple[str, ...]]:
    """The statuses that each attacked test cell may have, from a short form of it."""
    if not isinstance(wanted, Mapping):
        wanted = dict.fromkeys(lesson.points(notebook.partition("/")[0]), wanted)
    return {
        name: (status,) if isinstance(status, str) else tuple(status)
        for name, status in wanted.items()
    }
