"""The manifest check: it is silent on a good course and names each fault of a bad one."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from nbjudge.audit.manifest import manifest_findings
from nbjudge.course.folder import CourseFolder
from nbjudge.course.manifest import load_course

MANIFEST = """
title = "Numbers"

[[assignment]]
name = "01-numbers"
title = "Numbers"

[[assignment.notebook]]
name = "numbers"
title = "Numbers"

[[assignment.notebook.exercise]]
id = "N1"
title = "Squares"
solutions = ["square"]
tests = { test_square = 2 }
budget_s = 5
lesson = "Numbers"
hint = "Numbers"

[[assignment.notebook.exercise]]
id = "N2"
title = "The answer"
solutions = ["answer"]
tests = { test_answer = 1 }
budget_s = 5
lesson = "Numbers"
hint = "Numbers"

[[not_graded]]
id = "N3"
reason = "open discussion"
"""


@pytest.fixture
def findings(course: CourseFolder):
    """Writes the manifest and the notebook, executed in some seconds a cell, and checks them."""
    path = course.path / "source" / "01-numbers" / "numbers.ipynb"
    path.with_name("letters.ipynb").unlink()

    def check(manifest: str = MANIFEST, edit=lambda notebook: None, seconds: int = 1) -> list[str]:
        (course.path / "course.toml").write_text(manifest, encoding="utf-8")
        notebook = nbformat.read(path, as_version=4)
        edit(notebook)
        nbformat.write(notebook, path)
        for cell in notebook.cells[1:]:
            cell.metadata["execution"] = {
                "iopub.execute_input": "2026-01-01T00:00:00.0Z",
                "shell.execute_reply": f"2026-01-01T00:00:0{seconds}.0Z",
            }
        solution = course.path / "solutions" / "01-numbers" / "numbers.ipynb"
        solution.parent.mkdir(parents=True)
        nbformat.write(notebook, solution)
        return manifest_findings(load_course(course.path))

    return check


def test_good_course_has_none(findings) -> None:
    assert findings(seconds=0) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('id = "N2"', 'id = "N1"', "exercise N1 is listed 2 times"),
        ('id = "N3"', 'id = "N1"', "exercise N1 is listed 2 times"),
        ("test_answer = 1", "test_answer = 2", "test_answer has 1 points, 2 in the manifest"),
        ("test_answer = 1", "test_other = 1", "test cell test_other is only in the manifest"),
        ("test_answer = 1", "test_other = 1", "test cell test_answer is only in the notebook"),
        ("test_answer = 1", "test_square = 2", "test cell test_square is listed for 2 exercises"),
        ('["answer"]', "[]", "solution cell answer is only in the notebook"),
        ('["answer"]', '["reply"]', "solution cell reply is only in the manifest"),
        ('hint = "Numbers"', 'hint = "Think"', "the hint of N1 is not the one in the notebook"),
        ('hint = "Numbers"', 'hint = ""', "the hint of N1 is not the one in the notebook"),
        ("budget_s = 5", "budget_s = 2", "N1 took 2.0 s, so its budget of 2 s is less than 3"),
        ('name = "numbers"', 'name = "letters"', "letters.ipynb is in the manifest, but not there"),
        ('name = "numbers"', 'name = "letters"', "numbers.ipynb is not in the manifest"),
    ],
)
def test_fault_of_the_manifest_is_named(old: str, new: str, finding: str, findings) -> None:
    found = findings(MANIFEST.replace(old, new))
    assert any(finding in text for text in found), found


def solve_in_test_cell(notebook: NotebookNode) -> None:
    notebook.cells[2].metadata.nbgrader.solution = True


def keep_output(notebook: NotebookNode) -> None:
    notebook.cells[1].outputs = [new_output("stream", text="4")]


@pytest.mark.parametrize(
    ("edit", "finding"),
    [
        (solve_in_test_cell, "test_square both solves and tests"),
        (keep_output, "cell square holds outputs"),
    ],
)
def test_fault_of_a_notebook_is_named(edit, finding: str, findings) -> None:
    assert any(finding in text for text in findings(edit=edit))


def test_missing_solution_is_named(course: CourseFolder, findings) -> None:
    findings()
    (course.path / "solutions" / "01-numbers" / "numbers.ipynb").unlink()
    found = manifest_findings(load_course(course.path))
    assert found == ["01-numbers/numbers: has no executed solution"]


def test_texts_say_what_an_exercise_needs(findings) -> None:
    def number(notebook: NotebookNode) -> None:
        """Gives both exercises a heading; the second says that it builds on a third."""
        for name, text in (
            ("square", "## 1. Squares\n\nNumbers"),
            ("answer", "## 2. The answer\n\n*Builds on exercises 3 and 4.*"),
        ):
            places = [
                place
                for place, cell in enumerate(notebook.cells)
                if cell.metadata.get("nbgrader", {}).get("grade_id") == name
            ]
            notebook.cells.insert(places[0], new_markdown_cell(text, id=f"text-{name}"))

    manifest = MANIFEST.replace(
        'solutions = ["answer"]', 'solutions = ["answer"]\nneeds = ["N1", "N9"]'
    )
    assert findings(manifest, number, seconds=0) == [
        f"01-numbers/numbers: {text}"
        for text in (
            "N2 needs N1, and its text does not say what it builds on",
            "N2 needs N9, which is no exercise of this notebook",
            "exercise 2 does not need exercise 3, on which it says that it builds",
            "exercise 2 does not need exercise 4, on which it says that it builds",
        )
    ]
