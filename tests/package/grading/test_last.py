"""What was graded and has not changed is shown again, at once; and nothing else is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder
from nbjudge.grading.last import LastGrading
from nbjudge.grading.marks import CellScore, ClassOutcome, SubmissionScore

Run = Callable[..., Result]
HandIn = Callable[..., Path]

SAID = "Nothing has changed"
MADE = ("autograded", "feedback", "gradebook.db")
CELL = CellScore("one", "test_one", 1.0, 2.0, True, 0.0)
SCORE = SubmissionScore("ada", "01", 1.0, 2.0, 1.0, 0.0, 60.0, (CELL,))
OUTCOME = ClassOutcome(
    [SCORE],
    problems={("ada", "01"): {"two": "not handed in"}},
    remarks={("ada", "01"): ["one: mended"]},
    alarms={("ada", "01"): ["one: worth a look"]},
    faults={"02": "it was not graded"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder, without a course in it."""
    for name in ("submitted/ada/01/one.ipynb", "source/01/one.ipynb", "nbgrader_config.py"):
        (file := tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    return tmp_path


def graded(folder: Path, *, meanwhile: Callable[[Path], object] = lambda _: None) -> None:
    """Keeps an outcome, after what a grading makes, and what others do meanwhile."""
    last = LastGrading(folder, ["01"])
    for name in ("autograded/ada/01/one.ipynb", "feedback/ada/01/one.html", "gradebook.db"):
        (file := folder / name).parent.mkdir(parents=True, exist_ok=True)
        file.write_text("graded", encoding="utf-8")
    last.look()
    meanwhile(folder)
    last.keep(OUTCOME, MADE)


def test_what_was_shown_is_known(folder: Path) -> None:
    graded(folder)
    assert LastGrading(folder, ["01"]).outcome() == OUTCOME
    assert LastGrading(folder, ["02"]).outcome() is None


def write(name: str, text: str = "other") -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def same_size(folder: Path) -> None:
    """Other content, with the dates of the old one."""
    file = folder / "submitted/ada/01/one.ipynb"
    status = file.stat()
    file.write_text(file.read_text(encoding="utf-8")[::-1], encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an answer": write("submitted/ada/01/one.ipynb"),
    "an answer of the same size and date": same_size,
    "one more notebook": write("submitted/ada/01/two.ipynb"),
    "one more student": lambda folder: (folder / "submitted/ben").mkdir(),
    "a withdrawn notebook": lambda folder: (folder / "submitted/ada/01/one.ipynb").unlink(),
    "the source": write("source/01/one.ipynb"),
    "the settings": write("nbgrader_config.py"),
    "a module beside them": write("late.py"),
    "the manifest": write("course.toml"),
    "the gradebook": write("gradebook.db"),
    "an autograded notebook": write("autograded/ada/01/one.ipynb"),
    "no feedback": lambda folder: shutil.rmtree(folder / "feedback"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_has_changed_is_looked_at(folder: Path, change: Callable[[Path], object]) -> None:
    graded(folder)
    change(folder)
    assert LastGrading(folder, ["01"]).outcome() is None


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_meanwhile_is_looked_at(
    folder: Path, change: Callable[[Path], object]
) -> None:
    graded(folder, meanwhile=change)
    assert LastGrading(folder, ["01"]).outcome() is None


def test_other_settings_of_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graded(folder)
    monkeypatch.setenv("NBJUDGE_DATA", str(folder))
    assert LastGrading(folder, ["01"]).outcome() is None


def test_module_of_the_settings_elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.mktemp("elsewhere")
    (place / "penalty_of_another_folder.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(place)
    __import__("penalty_of_another_folder")
    graded(folder)
    assert LastGrading(folder, ["01"]).outcome() == OUTCOME
    (place / "penalty_of_another_folder.py").write_text("RATE = 0.5", encoding="utf-8")
    assert LastGrading(folder, ["01"]).outcome() is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"asked": ["01"]}'])
def test_damaged_file_is_none(folder: Path, content: str) -> None:
    graded(folder)
    (folder / ".nbjudge" / "last_grade.json").write_text(content, encoding="utf-8")
    assert LastGrading(folder, ["01"]).outcome() is None


def test_class_that_has_not_changed(nbjudge: Run, course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("ada", "numbers", square="def square(x):\n    return x + x")
    grade = ["grade", "--course", course.path, "--json"]
    first, second = nbjudge(*grade), nbjudge(*grade)
    assert SAID not in first.stderr
    assert second.stderr.strip() == f"{SAID} since this was graded."
    assert second.stdout == first.stdout
    # The other notebook is missing.
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert SAID not in nbjudge(*grade, "--force").stderr
    assert SAID not in nbjudge(*grade, "--dry-run").stderr
    with course.gradebook() as gradebook:
        grade_of = gradebook.find_grade("test_square", "numbers", "01-numbers", "ada")
        grade_of.manual_score = 1.5
        gradebook.db.commit()
    third = nbjudge(*grade)
    assert SAID not in third.stderr
    assert json.loads(third.stdout)[0]["score"] == json.loads(first.stdout)[0]["score"] + 1.5


def test_nothing_heavy_is_imported_for_it(
    nbjudge: Run, course: CourseFolder, hand_in: HandIn
) -> None:
    hand_in("ada", "numbers")
    # In a process of its own, as these tests have imported everything.
    program = """
import sys
from nbjudge.cli import run
try:
    run()
finally:
    print(sorted({"nbgrader", "nbformat", "sqlalchemy"} & sys.modules.keys()), file=sys.stderr)
"""
    command = [sys.executable, "-c", program, "grade", "--course", str(course.path)]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2)
    )
    assert "nbgrader" in first.stderr
    assert second.stderr.splitlines() == [f"{SAID} since this was graded.", "[]"]
    assert second.stdout == first.stdout


def test_what_is_stale_is_known_until_the_course_changes(
    nbjudge: Run, course: CourseFolder, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = ["release", "--check", "--course", course.path]
    first = nbjudge(*check)
    assert "solutions/01-numbers/numbers.ipynb" in first.stdout
    looked = []
    monkeypatch.setattr("nbjudge.cli.course.stale_release", lambda *_: looked.append(1) or [])
    hand_in("ada", "numbers")
    again = nbjudge(*check)
    assert (again.stdout, again.stderr, again.exit_code) == (first.stdout, first.stderr, 1)
    assert not looked
    (course.path / "source" / "01-numbers" / "numbers.ipynb").touch()
    nbjudge(*check)
    assert looked


def test_environment_in_the_course_is_passed_over(folder: Path) -> None:
    (folder / "env").mkdir()
    (folder / "env" / "pyvenv.cfg").touch()
    graded(folder)
    (folder / "env" / "module.py").touch()
    assert LastGrading(folder, ["01"]).outcome() == OUTCOME
