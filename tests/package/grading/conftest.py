"""The small course, released and tried: once, and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder, open_folder

from ..conftest import new_course


@pytest.fixture(scope="session")
def tried(tmp_path_factory: pytest.TempPathFactory, nbjudge: Callable[..., Result]) -> CourseFolder:
    """What is copied: the course after a release and the trial of its notebooks."""
    course = new_course(tmp_path_factory.mktemp("tried") / "course")
    result = nbjudge("trial", "--course", course.path)
    assert result.exit_code == 0, result.output
    return course


@pytest.fixture
def course(tried: CourseFolder, tmp_path: Path) -> CourseFolder:
    """A course in a folder of its own, released and tried."""
    return open_folder(shutil.copytree(tried.path, tmp_path / "course"))
