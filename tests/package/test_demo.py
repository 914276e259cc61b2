"""The sample class: what each student hands in, and what the demo leaves alone."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from nbjudge.course.folder import CourseFolder
from nbjudge.demo import lay_out, load_class
from nbjudge.errors import CourseError, UsageError

CLASS = """
[[student]]
id = "ada"
about = "everything right"

[[student]]
id = "ben"
about = "one mistake, late"
answers = { numbers = "wrong_answer" }
late_h = 50

[[student]]
id = "chen"
about = "half done, and a damaged file"
done = 0.5
damaged = ["letters"]
"""
WRONG = '# title = "41"\n# [scores]\n# test_answer = 0\n#\n# %% answer\nanswer = 41\n'


@pytest.fixture
def project(course: CourseFolder) -> Path:
    """The small course as a project with a sample class."""
    answers = course.path / "tests" / "course" / "01-numbers" / "numbers"
    answers.mkdir(parents=True)
    (answers / "wrong_answer.py").write_text(WRONG, encoding="utf-8")
    (course.path / "tests" / "course" / "class.toml").write_text(CLASS, encoding="utf-8")
    (course.path / "course.toml").write_text("", encoding="utf-8")
    return course.path


def sources(folder: CourseFolder, student: str, notebook: str = "numbers") -> dict[str, str]:
    path = folder.path / "submitted" / student / "01-numbers" / f"{notebook}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in cells[1:]}


def test_students_hand_in_what_the_class_says(project: Path, tmp_path: Path) -> None:
    folder = lay_out(project, tmp_path / "demo")
    ada, ben, chen = (sources(folder, name) for name in ("ada", "ben", "chen"))
    assert ada["answer"] == "answer = 42"
    assert ada["square"] == "def square(x):\n    return x * x"
    assert "HIDDEN" not in ada["test_answer"]
    assert ben == ada | {"answer": "answer = 41"}
    assert "NotImplementedError" in chen["answer"]
    assert chen["square"] == ada["square"]
    with pytest.raises(nbformat.reader.NotJSONError):
        sources(folder, "chen", "letters")


def test_late_work_is_late(project: Path, tmp_path: Path) -> None:
    submitted = lay_out(project, tmp_path / "demo").path / "submitted"
    stamps = {
        student: (submitted / student / "01-numbers" / "timestamp.txt").read_text().strip()
        for student in ("ada", "ben")
    }
    assert stamps == {"ada": "2026-01-15 11:00:00 UTC", "ben": "2026-01-17 14:00:00 UTC"}


def test_earlier_demo_is_replaced_and_nothing_else(project: Path, tmp_path: Path) -> None:
    lay_out(project, tmp_path / "demo")
    lay_out(project, tmp_path / "demo")
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.tex").touch()
    with pytest.raises(UsageError, match="Name a new one"):
        lay_out(project, tmp_path / "thesis")
    assert (tmp_path / "thesis" / "thesis.tex").exists()


@pytest.mark.parametrize("text", [None, "student = 3", "[[student]]\nid = 'ada'", "]"])
def test_unusable_class_is_said(text: str | None, project: Path) -> None:
    path = project / "tests" / "course" / "class.toml"
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"class\.toml"):
        load_class(project)
