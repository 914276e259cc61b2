"""The table of grades: every text comes back from it as it was, and none of it is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ExportApp
from nbgrader.plugins.export import CsvExportPlugin
from traitlets.config import Config

from nbjudge.course.folder import CourseFolder
from nbjudge.grading.export import CsvExport
from nbjudge.grading.feedback import make_safe

NAMES = {
    "ada": ("Lovelace, Ada", 'called "the first"'),
    "=1+1": ("=cmd|' /C calc'!A0", "+1"),
    "-2+3": ("-2", "@SUM(A1)"),
    "'=1": ("'", "\t=1"),
    "zoe\nann": ("two\nlines", "Zoë"),
}


@pytest.fixture
def gradebook(course: CourseFolder) -> Iterator[Gradebook]:
    """A gradebook with one assignment, of which one of the students has handed in."""
    with course.gradebook() as gradebook:
        for student, (last, first) in NAMES.items():
            gradebook.add_student(student, last_name=last, first_name=first)
        gradebook.add_submission("01-numbers", "ada", timestamp="2026-01-15 10:00:00 UTC")
        yield gradebook


def exported(plugin: CsvExportPlugin, gradebook: Gradebook, path: Path) -> list[dict[str, Any]]:
    plugin.to = str(path)
    plugin.export(gradebook)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_it_was(text: str) -> str:
    return text.removeprefix("'")


def test_texts_come_back_as_they_were(gradebook: Gradebook, tmp_path: Path) -> None:
    rows = exported(CsvExport(), gradebook, tmp_path / "grades.csv")
    texts = {
        as_it_was(row["student_id"]): (as_it_was(row["last_name"]), as_it_was(row["first_name"]))
        for row in rows
    }
    assert texts == NAMES
    for row in rows:
        for text in (row["student_id"], row["last_name"], row["first_name"]):
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_and_columns_are_those_of_nbgrader(gradebook: Gradebook, tmp_path: Path) -> None:
    # A comma in a name shifts the columns of the other one.
    ours, theirs = (
        exported(kind(student=["-2+3"]), gradebook, tmp_path / "grades.csv")
        for kind in (CsvExport, CsvExportPlugin)
    )
    names = ("student_id", "last_name", "first_name")
    (one,), (other,) = ours, theirs
    assert list(one) == list(other)
    assert {key: one[key] for key in one if key not in names} == {
        key: other[key] for key in other if key not in names
    }


def test_nbgraders_own_command_writes_it() -> None:
    config = Config()
    make_safe(config)
    assert ExportApp(config=config).plugin_class is CsvExport
    config = Config({"ExportApp": {"plugin_class": CsvExportPlugin}})
    make_safe(config)
    assert ExportApp(config=config).plugin_class is CsvExportPlugin
