"""`nbgrader autograde` with our step in the place of nbgrader's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from nbjudge.course.folder import CourseFolder


@pytest.fixture
def autograde(course: CourseFolder) -> Callable[[], dict[str, float]]:
    """Runs nbgrader's command: the automatic scores by grade id."""

    def run() -> dict[str, float]:
        program = Path(sys.executable).with_name("nbgrader")
        subprocess.run(
            [program, "autograde", "01-numbers", "--force"],
            cwd=course.path,
            check=True,
            capture_output=True,
        )
        with course.gradebook() as gradebook:
            return {
                grade.name: grade.auto_score
                for grade in gradebook.find_submission_notebook(
                    "numbers", "01-numbers", "ada"
                ).grades
            }

    return run


def test_nbgrader_autograde_uses_bench_and_judge(
    autograde: Callable[[], dict[str, float]],
    course: CourseFolder,
    hand_in: Callable[..., Path],
) -> None:
    hand_in(
        "ada", "numbers", answer="import os\nanswer = 41 if os.path.exists('/etc/shadow') else 42"
    )
    assert autograde() == {"test_square": 2, "test_answer": 1}
    path = course.path / "autograded" / "ada" / "01-numbers" / "numbers.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert [one["status"] for one in notebook.metadata.nbjudge.verdicts] == ["passed", "passed"]


def test_tag_that_skips_a_test_cell_has_no_effect(
    autograde: Callable[[], dict[str, float]], hand_in: Callable[..., Path]
) -> None:
    path = hand_in("ada", "numbers", answer="answer = 1")
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution"]
    nbformat.write(notebook, path)
    assert autograde() == {"test_square": 2, "test_answer": 0}
