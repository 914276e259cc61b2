"""Opening a course folder: what is one, and what is said of what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.errors import CourseError


def test_folder_knows_its_assignments(course: CourseFolder) -> None:
    assert course.assignments() == ["01-numbers"]
    assert course.select([]) == ["01-numbers"]


def test_folder_takes_the_settings_of_its_config(course: CourseFolder) -> None:
    assert course.step("solutions", "01-numbers") == course.path / "solutions" / "01-numbers"
    assert course.directory.solution_directory == "solutions"


def test_course_without_config_is_one(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    with pytest.raises(CourseError, match="a folder of notebooks for each assignment"):
        open_folder(tmp_path).select([])


@pytest.mark.parametrize("place", ["nowhere", "file", "empty"])
def test_what_is_no_course_is_said(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(CourseError, match="--course DIR"):
        open_folder(tmp_path / place)


def test_broken_config_is_said(course: CourseFolder) -> None:
    (course.path / "nbgrader_config.py").write_text("c = get_config(\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"nbgrader_config\.py: expected settings that load"):
        open_folder(course.path)
